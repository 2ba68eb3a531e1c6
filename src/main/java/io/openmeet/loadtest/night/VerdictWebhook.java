package io.openmeet.loadtest.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.SecretAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a chat that the verdict of the nights has changed. The address is a secret: it comes from
 * the environment only, and no message contains it.
 *
 * @see <a href="https://api.slack.com/messaging/webhooks">Slack's incoming webhooks</a>
 * @see <a href="https://learn.microsoft.com/connectors/teams/">Teams' webhooks of workflows</a>
 */
public final class VerdictWebhook {
  /** The environment variable with the address. */
  public static final String ADDRESS = "LOADTEST_WEBHOOK_URL";

  /** The environment variable with the format. */
  public static final String FORMAT = "LOADTEST_WEBHOOK_FORMAT";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 3;
  private static final int FIRST_ERROR = 400;

  /** What the chat understands. */
  private enum Format {
    SLACK,
    TEAMS
  }

  private final URI address;
  private final Format format;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private VerdictWebhook(URI address, Format format) {
    this.address = address;
    this.format = format;
  }

  /**
   * @return empty when the environment has no address
   * @throws ConfigurationException when its values are wrong; the message does not contain them
   */
  public static Optional<VerdictWebhook> of(Map<String, String> environment) {
    String address = environment.getOrDefault(ADDRESS, "").strip();
    return address.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new VerdictWebhook(address(address), format(environment.getOrDefault(FORMAT, ""))));
  }

  private static URI address(String text) {
    return SecretAddress.of(text)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    ADDRESS
                        + ": expected an address that begins with https://, found another value; correct it."));
  }

  private static Format format(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "", "slack" -> Format.SLACK;
      case "teams" -> Format.TEAMS;
      default ->
          throw new ConfigurationException(
              FORMAT + ": expected slack or teams, found another value; correct it.");
    };
  }

  /**
   * Sends a text; tries again when the chat does not answer or has an error of its own.
   *
   * @return empty, or a sentence that says why it was not sent
   */
  public Optional<String> send(String text) throws InterruptedException {
    String problem = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        int status = client.send(request(text), BodyHandlers.discarding()).statusCode();
        if (status < FIRST_ERROR) {
          return Optional.empty();
        }
        problem = "it answered " + status;
        if (status < 500) {
          break;
        }
      } catch (IOException noAnswer) {
        problem = noAnswer.getClass().getSimpleName();
      }
    }
    return Optional.of(
        "The webhook of %s was not told: %s; the night's verdict stands."
            .formatted(ADDRESS, problem));
  }

  private HttpRequest request(String text) {
    return HttpRequest.newBuilder(address)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body(text)))
        .build();
  }

  private String body(String text) {
    try {
      return JSON.writeValueAsString(
          switch (format) {
            case SLACK -> Map.of("text", text);
            case TEAMS -> Map.of("type", "message", "attachments", List.of(card(text)));
          });
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts can always be written", impossible);
    }
  }

  private static Map<String, Object> card(String text) {
    return Map.of(
        "contentType",
        "application/vnd.microsoft.card.adaptive",
        "content",
        Map.of(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "body",
            List.of(Map.of("type", "TextBlock", "text", text, "wrap", true))));
  }
}
