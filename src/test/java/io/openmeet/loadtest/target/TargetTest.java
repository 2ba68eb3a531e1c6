package io.openmeet.loadtest.target;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class TargetTest {
  private static final User ANA = new User("ana@org.example", "p\"ü", "Ana", "Org");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private int healthStatus = 200;
  private int logInStatus = 200;
  private String logInAnswer = "";
  private String location = "";
  private HttpServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    port = server.getAddress().getPort();
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
          if (!location.isEmpty()) {
            exchange.getResponseHeaders().add("Location", location);
          }
          boolean isHealth = path.equals("/health");
          byte[] answer = (isHealth ? "" : logInAnswer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              isHealth ? healthStatus : logInStatus, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:%d, http://127.0.0.1:%d",
    "http://127.0.0.1:%d/, http://127.0.0.1:%d",
    "http://127.1:%d/, http://127.0.0.1:%d",
    "http://2130706433:%d, http://2130706433:%d"
  })
  void usesATargetThatIsWell(String baseUrl, String known) {
    try (Target target = target(baseUrl.formatted(port))) {
      assertEquals(known.formatted(port), target.baseUrl().toString());
    }
    assertEquals(List.of("GET /health"), requests);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 404, 500, 503})
  void refusesATargetThatIsNotWell(int status) {
    healthStatus = status;
    assertEquals(
        "http://127.0.0.1:%d: expected 200 from GET /health, but it answered %d; fix the target, or correct -DbaseUrl."
            .formatted(port, status),
        refusal());
  }

  /** To this server under another name: a followed redirect would not leave the machine. */
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void doesNotFollowARedirect(int status) {
    healthStatus = status;
    location = "http://localhost:%d/elsewhere".formatted(port);
    assertEquals(
        "http://127.0.0.1:%d: expected 200 from GET /health, but it answered %d; fix the target, or correct -DbaseUrl."
            .formatted(port, status),
        refusal());
    assertEquals(List.of("GET /health"), requests);
  }

  @Test
  void refusesATargetWhereNobodyListens() {
    server.stop(0);
    assertEquals(
        "http://127.0.0.1:%d: expected 200 from GET /health, but it cannot be reached (connection refused or broken); start the target, or correct -DbaseUrl."
            .formatted(port),
        refusal());
  }

  @Test
  void tellsOfATargetThatDoesNotSpeakTls() throws Exception {
    String refusal;
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerPlainly(plain));

      refusal = refusalOf("https://127.0.0.1:" + plain.getLocalPort());
      answered.join();
    }

    assertTrue(refusal.contains("over TLS, but the TLS connection failed ("), refusal);
    assertTrue(refusal.endsWith("correct the port or the scheme of -DbaseUrl."), refusal);
  }

  /** As common servers do. The JDK's server does not: it waits for the rest of the request. */
  private static void answerPlainly(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getInputStream().read(new byte[64]);
      client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysHowToTrustACertificateThatNobodyKnows(@TempDir Path folder) throws Exception {
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(contextOf(SelfSigned.in(folder))));
    secure.start();
    try {
      String refusal = refusalOf("https://127.0.0.1:" + secure.getAddress().getPort());

      assertTrue(refusal.contains("but its certificate is not trusted ("), refusal);
      assertTrue(refusal.contains("-Djavax.net.ssl.trustStore="), refusal);
    } finally {
      secure.stop(0);
    }
  }

  private static SSLContext contextOf(Path store) throws Exception {
    char[] password = SelfSigned.PASSWORD.toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static String refusalOf(String baseUrl) {
    return assertThrows(ConfigurationException.class, () -> target(baseUrl)).getMessage();
  }

  @Test
  void sendsNothingToATargetThatIsNotAgreedTo() {
    assertThrows(ConfigurationException.class, () -> target("http://0.0.0.0:%d".formatted(port)));
    assertEquals(List.of(), requests);
  }

  @Test
  void logsTheFirstUserIn() {
    try (Target target = target("http://127.0.0.1:" + port)) {
      SignInCheck.of(target, ANA);
    }
    String logIn = requests.get(1);
    assertTrue(logIn.startsWith("POST /auth/login {"), logIn);
    assertTrue(logIn.contains("\"email\":\"ana@org.example\""), logIn);
    assertTrue(logIn.contains("\"password\":\"p\\\"ü\""), logIn);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 401, 500})
  void refusesATargetThatDoesNotKnowTheFeedersUsers(int status) {
    logInStatus = status;
    try (Target target = target("http://127.0.0.1:" + port)) {
      assertEquals(
          "feeders/users.csv line 2: expected 200 when ana@org.example logs in at http://127.0.0.1:%d, found %d; create the accounts of that file at the target, or put the target's accounts into the file."
              .formatted(port, status),
          assertThrows(ConfigurationException.class, () -> SignInCheck.of(target, ANA))
              .getMessage());
    }
  }

  /** {"exp":4102444800} is the end of the year 2099, {"exp":1} is long ago. */
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
  void takesTokensThatLiveLongEnoughOrOfWhichNothingIsKnown(String answer) {
    logInAnswer = answer;
    try (Target target = target("http://127.0.0.1:" + port)) {
      SignInCheck.of(target, ANA).requireTokensFor(Duration.ofSeconds(60));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"expiresInSeconds\": 59}",
        "{\"expires_in\": 59}",
        "{\"accessToken\": \"eyJhbGciOiJFZERTQSJ9.eyJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDA1OX0.c2ln\"}"
      })
  void refusesTokensThatEndBeforeTheRunDoes(String answer) {
    logInAnswer = answer;
    try (Target target = target("http://127.0.0.1:" + port)) {
      SignInCheck check = SignInCheck.of(target, ANA);
      String refusal =
          assertThrows(
                  ConfigurationException.class,
                  () -> check.requireTokensFor(Duration.ofSeconds(60)))
              .getMessage();
      assertTrue(
          refusal.contains("expected access tokens that live for the 60 s of warm-up and window"),
          refusal);
    }
  }

  private String refusal() {
    return assertThrows(ConfigurationException.class, () -> target("http://127.0.0.1:" + port))
        .getMessage();
  }

  private static Target target(String baseUrl) {
    Properties properties = new Properties();
    properties.setProperty("baseUrl", baseUrl);
    return Target.of(Settings.from(properties));
  }
}
