package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.loadtest.load.TargetCheck;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SignInCheckTest {
  private static final User ANA = new User("ana@org.example", "p\"ü", "Ana", "Org");

  /** The requests to log in: method, path and body. */
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private int logInStatus = 200;
  private String logInAnswer = "";
  private HttpServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    port = server.getAddress().getPort();
    server.createContext(
        "/auth/login",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          answer(exchange, logInStatus, logInAnswer);
        });
    server.start();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void logsTheFirstUserIn() {
    SignInCheck.of(target(), ANA);
    String logIn = requests.get(0);
    assertTrue(logIn.startsWith("POST /auth/login {"), logIn);
    assertTrue(logIn.contains("\"email\":\"ana@org.example\""), logIn);
    assertTrue(logIn.contains("\"password\":\"p\\\"ü\""), logIn);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 401, 500})
  void refusesATargetThatDoesNotKnowTheFeedersUsers(int status) {
    logInStatus = status;
    assertEquals(
        "feeders/users.csv line 2: expected 200 when ana@org.example logs in at http://127.0.0.1:%d, found %d; create the accounts of that file at the target, or put the target's accounts into the file."
            .formatted(port, status),
        assertThrows(ConfigurationException.class, () -> SignInCheck.of(target(), ANA))
            .getMessage());
  }

  /** The first token has an "exp" 60 s after its "iat"; the second only an "exp", long ago. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"expiresInSeconds\": 60}",
        "{\"expires_in\": 60}",
        "{\"accessToken\": \"eyJhbGciOiJFZERTQSJ9.eyJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDA2MH0.c2ln\"}",
        "{\"accessToken\": \"eyJhbGciOiJFZERTQSJ9.eyJleHAiOjF9.c2ln\"}",
        "{\"accessToken\": \"a.%.c\"}",
        "{\"accessToken\": \"opaque\"}",
        "no JSON"
      })
  void acceptsTokensThatLiveLongEnoughOrForAnUnknownTime(String answer) {
    logInAnswer = answer;
    SignInCheck check = SignInCheck.of(target(), ANA);
    assertDoesNotThrow(() -> check.requireTokensFor(Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"expiresInSeconds\": 59}",
        "{\"expires_in\": 59}",
        "{\"accessToken\": \"eyJhbGciOiJFZERTQSJ9.eyJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDA1OX0.c2ln\"}"
      })
  void refusesTokensThatExpireBeforeTheRunEnds(String answer) {
    logInAnswer = answer;
    SignInCheck check = SignInCheck.of(target(), ANA);
    String refusal =
        assertThrows(
                ConfigurationException.class, () -> check.requireTokensFor(Duration.ofSeconds(60)))
            .getMessage();
    assertTrue(
        refusal.contains("expected access tokens that live for the 60 s of warm-up and window"),
        refusal);
  }

  private TargetCheck.Client target() {
    return new TargetCheck.Client() {
      @Override
      public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
      }

      @Override
      public HttpResponse<String> post(String path, String json) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(baseUrl() + path))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
          return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException noAnswer) {
          throw new IllegalStateException(noAnswer);
        }
      }
    };
  }
}
