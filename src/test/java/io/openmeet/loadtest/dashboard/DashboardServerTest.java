package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.DashboardSettings;
import io.openmeet.loadtest.sla.Measured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which clients the dashboard serves, and at which address. */
class DashboardServerTest {
  private static final FinalOutcome FAIL =
      new FinalOutcome(
          RunVerdict.FAIL, List.of("Error rate is 50 %."), List.of(), "run/scorecard.html");

  @TempDir Path folder;

  private GrowingRun run(Map<String, Measured> observed) throws Exception {
    return new GrowingRun(folder, observed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/dashboard.json", "/metrics", "/uPlot.iife.min.js", "/nothing"})
  void everyAnswerHasTheSecurityHeaders(String path) throws Exception {
    try (GrowingRun run = run(Map.of())) {
      HttpResponse<String> answer = run.get(path);
      assertEquals(path.equals("/nothing") ? 404 : 200, answer.statusCode());
      var headers = answer.headers();
      assertTrue(
          headers
              .firstValue("Content-Security-Policy")
              .orElse("")
              .startsWith("default-src 'none'; script-src 'self';"));
      assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
      assertTrue(headers.firstValue("Access-Control-Allow-Origin").isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /metrics HTTP/1.1, evil.example, 403",
    "GET /dashboard.json HTTP/1.1, localhost, 200",
    "HEAD /metrics HTTP/1.1, 127.0.0.1, 200",
    "POST /metrics HTTP/1.1, 127.0.0.1, 405",
    "DELETE / HTTP/1.1, 127.0.0.1, 405",
    "GET /../dashboard.html HTTP/1.1, 127.0.0.1, 404",
    "GET /dashboard.json?from=x HTTP/1.1, 127.0.0.1, 400",
    "GET /dashboard.json?from=99999999999999999999 HTTP/1.1, 127.0.0.1, 400",
  })
  void answersWithTheStatusOfHostMethodAndPath(String line, String host, int status)
      throws Exception {
    try (GrowingRun run = run(Map.of());
        Socket socket = new Socket("127.0.0.1", run.address("/").getPort())) {
      socket.setSoTimeout(30_000);
      String request = line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertEquals(line.startsWith("HEAD"), answer.endsWith("\r\n\r\n"), answer);
    }
  }

  @Test
  void listensOnLoopbackOnly() throws Exception {
    try (GrowingRun run = run(Map.of())) {
      assertEquals(
          List.of("Watch it live: http://127.0.0.1:%d/".formatted(run.address("/").getPort())),
          run.console);
      for (InetAddress other : addressesBesideLoopback()) {
        assertThrows(
            IOException.class,
            () -> new Socket(other, run.address("/").getPort()).close(),
            "reached by " + other);
      }
    }
  }

  private static List<InetAddress> addressesBesideLoopback() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }

  private static DashboardSettings settings(OptionalInt port, Optional<String> host) {
    return new DashboardSettings(true, port, host, List.of(), Duration.ZERO);
  }

  @Test
  void aConfiguredPortThatIsTakenIsRefused() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();
      assertEquals(
          "-Dmetrics.port: expected a free port, but %d on 127.0.0.1 is not available (Address already in use); choose another, or 0 for any."
              .formatted(port),
          assertThrows(
                  ConfigurationException.class,
                  () ->
                      Dashboard.open(
                          settings(OptionalInt.of(port), Optional.empty()),
                          Optional.empty(),
                          line -> {}))
              .getMessage());
    }
  }

  @Test
  void printsAnotherPortIfTheUsualOneIsTaken() throws Exception {
    List<String> console = new ArrayList<>();
    DashboardSettings usual = settings(OptionalInt.empty(), Optional.empty());
    // This test or another program has the usual port already, so the second server cannot use it.
    try (Dashboard first = Dashboard.open(usual, Optional.empty(), line -> {});
        Dashboard second = Dashboard.open(usual, Optional.empty(), console::add)) {
      assertTrue(first.port().isPresent());
      assertEquals(
          List.of(
              "Watch it live: http://127.0.0.1:%d/ (port 9464 is taken)"
                  .formatted(second.port().orElseThrow())),
          console);
    }
  }

  @Test
  void aHostOfAnotherMachineIsRefused() {
    assertTrue(
        assertThrows(
                ConfigurationException.class,
                () ->
                    Dashboard.open(
                        settings(OptionalInt.empty(), Optional.of("192.0.2.1")),
                        Optional.empty(),
                        line -> {}))
            .getMessage()
            .startsWith(
                "-Dmetrics.host: expected an address of this machine, but cannot listen on 192.0.2.1"));
  }

  @Test
  void doesNotListenIfItIsOff() {
    List<String> console = new ArrayList<>();
    try (Dashboard dashboard =
        Dashboard.open(DashboardSettings.off(), Optional.empty(), console::add)) {
      dashboard.loadOver(FAIL);
      assertTrue(dashboard.port().isEmpty());
      assertEquals(List.of(), console);
    }
  }
}
