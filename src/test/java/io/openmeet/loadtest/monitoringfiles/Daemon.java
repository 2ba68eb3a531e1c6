package io.openmeet.loadtest.monitoringfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server of the Prometheus project, on a free port of loopback, until it is closed. */
public final class Daemon implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process process;

  /**
   * Returns when it is ready.
   *
   * @param folder for its log
   */
  public Daemon(InstalledTool tool, Path folder, String... options) throws IOException {
    port = freePort();
    Path log = folder.resolve(tool.name().toLowerCase(Locale.ROOT) + ".log");
    List<String> command =
        Stream.concat(
                Stream.of(tool.path(), "--web.listen-address=127.0.0.1:" + port),
                Stream.of(options))
            .toList();
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!within(PATIENCE, () -> !process.isAlive() || status("/-/ready") == 200)
        || !process.isAlive()) {
      process.destroyForcibly();
      fail(command + " is not ready in time: " + MonitoringFiles.text(log));
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Checks repeatedly; false when the condition is not true in time. */
  public static boolean within(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return true;
  }

  public int port() {
    return port;
  }

  /** The answer of its API, as JSON. */
  public JsonNode get(String path) {
    try {
      HttpResponse<String> answer = send(path);
      assertEquals(200, answer.statusCode(), () -> path + ": " + answer.body());
      return JSON.readTree(answer.body());
    } catch (IOException unreadable) {
      throw new AssertionError(path + ": " + unreadable, unreadable);
    }
  }

  private int status(String path) {
    try {
      return send(path).statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private HttpResponse<String> send(String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return http.send(
          HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
