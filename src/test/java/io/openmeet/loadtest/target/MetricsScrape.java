package io.openmeet.loadtest.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a target's metrics, with limits on time and size. */
public final class MetricsScrape {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private final HttpClient client;
  private final URI metrics;
  private final Duration timeout;

  /**
   * @param client must not follow redirects, so that only the configured host is called
   * @param metrics the address of the metrics
   */
  public MetricsScrape(HttpClient client, URI metrics) {
    this(client, metrics, TIMEOUT);
  }

  MetricsScrape(HttpClient client, URI metrics, Duration timeout) {
    this.client = client;
    this.metrics = metrics;
    this.timeout = timeout;
  }

  /**
   * @throws IOException when the target does not answer with metrics in time; the message says why
   */
  public MetricsText fetch() throws IOException, InterruptedException {
    Body body = new Body();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(metrics).build(),
            BodyHandlers.ofByteArrayConsumer(chunk -> chunk.ifPresent(body::add)));
    try {
      // The request's own timeout would only cover the answer's headers.
      int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status != 200) {
        throw new IOException("it answered " + status);
      }
      return MetricsText.parse(body.text());
    } catch (TimeoutException late) {
      throw new IOException(
          String.format(
              Locale.ROOT, "it did not answer within %.1f s", timeout.toMillis() / 1000.0),
          late);
    } catch (ExecutionException failed) {
      throw reason(failed.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static IOException reason(Throwable failure) {
    if (failure instanceof UncheckedIOException tooLong) {
      return tooLong.getCause();
    }
    return new IOException(
        failure.getMessage() == null ? "it cannot be reached" : failure.getMessage(), failure);
  }

  /** The part of the body that has arrived. */
  private static final class Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(byte[] chunk) {
      if (bytes.size() + chunk.length > MAX_BYTES) {
        throw new UncheckedIOException(
            new IOException("its metrics are longer than %d bytes".formatted(MAX_BYTES)));
      }
      bytes.writeBytes(chunk);
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
