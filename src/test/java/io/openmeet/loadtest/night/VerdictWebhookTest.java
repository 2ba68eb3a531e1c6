package io.openmeet.loadtest.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class VerdictWebhookTest {
  private static final String SECRET = "T0P-SECRET";

  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> answers = new ArrayDeque<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.poll(), -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void isOffWithoutAnAddress() {
    assertEquals(Optional.empty(), VerdictWebhook.of(Map.of()));
    assertEquals(Optional.empty(), VerdictWebhook.of(Map.of(VerdictWebhook.ADDRESS, " ")));
  }

  @Test
  void tellsSlackAText() throws Exception {
    assertEquals(Optional.empty(), webhook("").send("FAIL: night \"1\""));

    assertEquals(List.of("{\"text\":\"FAIL: night \\\"1\\\"\"}"), bodies);
  }

  @Test
  void tellsTeamsACard() throws Exception {
    assertEquals(Optional.empty(), webhook("teams").send("PASS: night 2"));

    JsonNode message = JsonMapper.builder().build().readTree(bodies.get(0));
    assertEquals("message", message.path("type").asText());
    JsonNode card = message.at("/attachments/0/content");
    assertEquals("AdaptiveCard", card.path("type").asText());
    assertEquals("PASS: night 2", card.at("/body/0/text").asText());
  }

  @Test
  void triesAgainWhenTheChatHasAnError() throws Exception {
    answers.addAll(List.of(503, 500));

    assertEquals(Optional.empty(), webhook("slack").send("x"));
    assertEquals(3, bodies.size());
  }

  @Test
  void doesNotTryAgainWhatTheChatRefuses() throws Exception {
    answers.add(404);

    assertEquals(
        Optional.of(
            "The webhook of LOADTEST_WEBHOOK_URL was not told: it answered 404; the night's verdict stands."),
        webhook("slack").send("x"));
    assertEquals(1, bodies.size());
  }

  @Test
  void saysThatNobodyAnsweredButNotWhere() throws Exception {
    VerdictWebhook webhook = webhook("slack");
    server.stop(0);

    String problem = webhook.send("x").orElseThrow();

    assertEquals(
        "The webhook of LOADTEST_WEBHOOK_URL was not told: ConnectException; the night's verdict stands.",
        problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://chat.example/" + SECRET,
        "chat.example/" + SECRET,
        "ftp://127.0.0.1/" + SECRET,
        "https://chat.exa mple/" + SECRET,
        "https:///" + SECRET
      })
  void refusesAnAddressWithoutShowingIt(String address) {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () -> VerdictWebhook.of(Map.of(VerdictWebhook.ADDRESS, address)));

    assertFalse(refused.getMessage().contains(SECRET), refused.getMessage());
    assertEquals(
        "LOADTEST_WEBHOOK_URL: expected an address that begins with https://, found another value; correct it.",
        refused.getMessage());
  }

  @Test
  void refusesAnUnknownFormat() {
    assertEquals(
        "LOADTEST_WEBHOOK_FORMAT: expected slack or teams, found another value; correct it.",
        assertThrows(ConfigurationException.class, () -> webhook("irc")).getMessage());
  }

  private VerdictWebhook webhook(String format) {
    return VerdictWebhook.of(
            Map.of(
                VerdictWebhook.ADDRESS,
                "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), SECRET),
                VerdictWebhook.FORMAT,
                format))
        .orElseThrow();
  }
}
