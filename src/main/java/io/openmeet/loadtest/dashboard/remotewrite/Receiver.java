package io.openmeet.loadtest.dashboard.remotewrite;

import io.openmeet.loadtest.settings.RemoteWriteSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The receiver's side of a connection: takes one request at a time, or says why it does not. */
final class Receiver {
  /**
   * What became of a request.
   *
   * @param problem in words; empty when it was taken. It contains nothing that the receiver wrote,
   *     because a receiver may repeat the token.
   */
  record Answer(Kind kind, String problem) {
    enum Kind {
      TAKEN,
      /** A later request may be taken. */
      NOT_NOW,
      /** Every later request would be refused, too. */
      REFUSED
    }
  }

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final int TOO_MANY_REQUESTS = 429;

  private final RemoteWriteSettings settings;
  private final Duration timeout;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param timeout for a request with its whole answer
   */
  Receiver(RemoteWriteSettings settings, Duration timeout) {
    this.settings = settings;
    this.timeout = timeout;
  }

  Answer send(byte[] body) throws InterruptedException {
    // The request's own timeout would end with the answer's headers; a body can take forever.
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(body), BodyHandlers.discarding());
    try {
      return answer(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException tooLate) {
      return new Answer(Answer.Kind.NOT_NOW, "no answer in " + timeout.toMillis() + " ms");
    } catch (ExecutionException failed) {
      return new Answer(Answer.Kind.NOT_NOW, failed.getCause().getClass().getSimpleName());
    } finally {
      answer.cancel(true);
    }
  }

  private static Answer answer(int status) {
    if (status >= 200 && status < 300) {
      return new Answer(Answer.Kind.TAKEN, "");
    }
    return new Answer(
        status >= 500 || status == TOO_MANY_REQUESTS ? Answer.Kind.NOT_NOW : Answer.Kind.REFUSED,
        "it answered " + status);
  }

  private HttpRequest request(byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.address())
            .header("Content-Encoding", "snappy")
            .header("Content-Type", "application/x-protobuf")
            .header("User-Agent", "openmeet-loadtest")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(BodyPublishers.ofByteArray(body));
    settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request.build();
  }
}
