package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.pullrequest.Forge.ForgeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Requests to the API of a forge: with a token, bounded answers, and repeated when the forge asks
 * for patience or has an error of its own.
 *
 * @see <a
 *     href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub's
 *     rate limits</a>
 * @see <a href="https://docs.gitlab.com/security/rate_limits/">GitLab's</a>
 */
final class ForgeClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 5;

  /** Longer waits than this are not worth a comment. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** A hundred comments of 65,536 characters of four bytes, and more. */
  private static final int MOST_BYTES = 32 * 1024 * 1024;

  /** Waits between two attempts; tests do not. */
  @FunctionalInterface
  interface Patience {
    void wait(Duration duration) throws InterruptedException;
  }

  /** An answer with a status that the caller knows what to do with. */
  record Answer(int status, JsonNode body) {}

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          // A redirect would take the token to another host.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI api;
  private final Map<String, String> headers;
  private final Patience patience;
  private final Clock clock;

  /**
   * @param api its base address, without a slash at its end
   * @param headers of each request, with the token
   */
  ForgeClient(URI api, Map<String, String> headers, Patience patience, Clock clock) {
    this.api = api;
    this.headers = Map.copyOf(headers);
    this.patience = patience;
    this.clock = clock;
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null, true);
  }

  /** Safe to repeat: the second request changes nothing. */
  Answer replace(String method, String path, Map<String, String> body)
      throws IOException, InterruptedException {
    return send(method, path, body, true);
  }

  /** Not repeated after an error of the server: it may have done what it was asked. */
  Answer create(String path, Map<String, String> body) throws IOException, InterruptedException {
    return send("POST", path, body, false);
  }

  private Answer send(String method, String path, Map<String, String> body, boolean repeatable)
      throws IOException, InterruptedException {
    ForgeException last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Duration wait;
      try {
        HttpResponse<InputStream> response =
            http.send(request(method, path, body), BodyHandlers.ofInputStream());
        int status = response.statusCode();
        OptionalLong asked = secondsToWait(response);
        if (asked.isEmpty() && status < SERVER_ERROR) {
          return new Answer(status, json(response));
        }
        response.body().close();
        last =
            new ForgeException(
                "%s %s: the forge answered %d.".formatted(method, api + path, status), true);
        wait = Duration.ofSeconds(asked.orElse(1L << attempt));
        if (asked.isEmpty() && !repeatable) {
          throw last;
        }
      } catch (ForgeException known) {
        throw known;
      } catch (IOException noAnswer) {
        last =
            new ForgeException(
                "%s %s: no answer (%s)."
                    .formatted(method, api + path, noAnswer.getClass().getSimpleName()),
                true);
        wait = Duration.ofSeconds(1L << attempt);
        if (!repeatable) {
          throw last;
        }
      }
      if (wait.compareTo(LONGEST_WAIT) > 0) {
        throw new ForgeException(
            "%s %s: the forge asks to wait for %d s, more than %d s; try again later."
                .formatted(method, api + path, wait.toSeconds(), LONGEST_WAIT.toSeconds()),
            false);
      }
      if (attempt < ATTEMPTS) {
        patience.wait(wait);
      }
    }
    throw last;
  }

  private HttpRequest request(String method, String path, Map<String, String> body)
      throws JsonProcessingException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json");
    headers.forEach(request::header);
    return request
        .method(
            method,
            body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(JSON.writeValueAsString(body)))
        .build();
  }

  /** What the forge asks for when there were too many requests; empty when there were not. */
  private OptionalLong secondsToWait(HttpResponse<?> response) {
    int status = response.statusCode();
    OptionalLong after = number(response, "Retry-After");
    if (after.isPresent() && (status == TOO_MANY || status == FORBIDDEN || status == 503)) {
      return after;
    }
    boolean isSpent =
        number(response, "x-ratelimit-remaining").orElse(1) == 0
            || number(response, "RateLimit-Remaining").orElse(1) == 0;
    if (status == TOO_MANY || status == FORBIDDEN && isSpent) {
      OptionalLong reset = number(response, "x-ratelimit-reset");
      long at =
          reset.isPresent() ? reset.getAsLong() : number(response, "RateLimit-Reset").orElse(0);
      return OptionalLong.of(at == 0 ? 60 : Math.max(1, at - clock.instant().getEpochSecond()));
    }
    return OptionalLong.empty();
  }

  private static OptionalLong number(HttpResponse<?> response, String header) {
    return response
        .headers()
        .firstValue(header)
        .filter(text -> text.matches("[0-9]{1,12}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElseGet(OptionalLong::empty);
  }

  private static JsonNode json(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new ForgeException(
            "The forge's answer is larger than %d MB.".formatted(MOST_BYTES >> 20), false);
      }
      return JSON.readTree(bytes);
    } catch (JsonProcessingException noJson) {
      return JSON.missingNode();
    }
  }
}
