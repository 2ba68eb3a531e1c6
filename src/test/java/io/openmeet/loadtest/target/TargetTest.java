package io.openmeet.loadtest.target;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
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
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private int healthStatus = 200;
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
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          if (!location.isEmpty()) {
            exchange.getResponseHeaders().add("Location", location);
          }
          exchange.sendResponseHeaders(healthStatus, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void severalInjectorsNeedOneTarget() {
    Properties properties = new Properties();
    properties.setProperty("injector", "2/4");
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> Target.of(Settings.from(properties)).close());
    assertEquals(
        "-Dinjector=2/4: expected -DbaseUrl in addition, found none; all injectors need the same target, but each would start its own.",
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:%d, http://127.0.0.1:%d",
    "http://127.0.0.1:%d/, http://127.0.0.1:%d",
    "http://127.1:%d/, http://127.0.0.1:%d",
    "http://2130706433:%d, http://2130706433:%d"
  })
  void usesAHealthyTarget(String baseUrl, String known) {
    try (Target target = target(baseUrl.formatted(port))) {
      assertEquals(known.formatted(port), target.baseUrl().toString());
    }
    assertEquals(List.of("GET /health"), requests);
  }

  @Test
  void findsHealthBelowThePathOfTheTarget() {
    target("http://127.0.0.1:%d/api/v1/".formatted(port)).close();
    target("http://127.0.0.1:%d/api/v1".formatted(port), "target.health", "/up?deep=no").close();
    target(
            "http://127.0.0.1:%d/api/v1".formatted(port),
            "target.health",
            "http://127.0.0.1:%d/ready".formatted(port))
        .close();
    assertEquals(List.of("GET /api/v1/health", "GET /api/v1/up?deep=no", "GET /ready"), requests);
  }

  @Test
  void asksNothingOfATargetWithoutHealthAndMetrics() {
    healthStatus = 404;
    try (Target target =
        target("http://127.0.0.1:" + port, "target.health", "none", "target.metrics", "none")) {
      assertEquals(List.of(), target.metrics());
    }
    assertEquals(List.of(), requests);
  }

  @Test
  void namesTheAddressThatIsNotHealthy() {
    healthStatus = 503;
    assertEquals(
        "http://127.0.0.1:%d/api: expected 200 from GET /up, but it answered 503; fix the target, correct -DbaseUrl, or set -Dtarget.health to another address or none."
            .formatted(port),
        assertThrows(
                ConfigurationException.class,
                () -> target("http://127.0.0.1:%d/api".formatted(port), "target.health", "/up"))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 404, 500, 503})
  void refusesAnUnhealthyTarget(int status) {
    healthStatus = status;
    assertEquals(
        "http://127.0.0.1:%d: expected 200 from GET /health, but it answered %d; fix the target, correct -DbaseUrl, or set -Dtarget.health to another address or none."
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
        "http://127.0.0.1:%d: expected 200 from GET /health, but it answered %d; fix the target, correct -DbaseUrl, or set -Dtarget.health to another address or none."
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
  void namesTheSchemeWhenATargetDoesNotSpeakTls() throws Exception {
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
  void saysHowToTrustACertificateOfAnUnknownIssuer(@TempDir Path folder) throws Exception {
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
  void sendsNothingToATargetThatIsNotAllowed() {
    assertThrows(ConfigurationException.class, () -> target("http://0.0.0.0:%d".formatted(port)));
    assertEquals(List.of(), requests);
  }

  private String refusal() {
    return assertThrows(ConfigurationException.class, () -> target("http://127.0.0.1:" + port))
        .getMessage();
  }

  private static Target target(String baseUrl, String... keysAndValues) {
    Properties properties = new Properties();
    properties.setProperty("baseUrl", baseUrl);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Target.of(Settings.from(properties));
  }
}
