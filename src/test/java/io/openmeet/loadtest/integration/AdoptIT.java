package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/adopt.md says: another API, with the files of that page. */
class AdoptIT {
  private static final String SIMULATION = "io.openmeet.loadtest.simulations.RoomsSimulation";

  /** Tokens of the feeder that the page shows. */
  private static final Pattern TOKEN = Pattern.compile("example-token-\\d");

  @TempDir private Path folder;
  private final Set<String> rooms = ConcurrentHashMap.newKeySet();
  private final Set<String> others = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Knows {@code /api/v1/rooms/<room>/free} and nothing else: no health, no metrics, no sign-in.
   */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher room = Pattern.compile("/api/v1/rooms/(\\w+)/free").matcher(path);
    String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    boolean known = room.matches() && TOKEN.matcher(token).find();
    (known ? rooms : others).add(known ? room.group(1) : path);
    byte[] body =
        (known ? "{\"room\": \"%s\", \"free\": []}".formatted(room.group(1)) : "{}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdown();
  }

  /** One simulation, one feeder, three levels, one night. */
  @Test
  void anotherApiIsMeasuredInANightWithTheFilesOfThePage() throws Exception {
    Path classes = compiled(file("RoomsSimulation.java", "java"));
    Path feeders = Files.createDirectories(folder.resolve("feeders"));
    Files.copy(file("rooms.csv", "csv"), feeders.resolve("rooms.csv"));
    Path results = Files.createDirectories(folder.resolve("gatling"));

    ForkedSimulation.Result night =
        ForkedSimulation.run(
            KitCommand.of(
                folder,
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                results,
                List.of(
                    "night",
                    "--name=first",
                    "--simulations=RoomsSimulation",
                    "-Dprofile=smoke",
                    "-Drate=50",
                    "-Dmetrics.port=off",
                    "-DbaseUrl=http://127.0.0.1:%d/api/v1".formatted(port()),
                    "-Dtarget.health=none",
                    "-Dtarget.metrics=none",
                    "-Dfeeders=" + feeders,
                    "-Dslas=" + file("rooms.json", "json"),
                    "-Dhistory=" + folder.resolve("history"))),
            results);

    assertEquals(0, night.exitCode(), night.output());
    JsonNode result = night.resultsJson();
    assertEquals("PASS", result.path("verdict").asText(), night.output());
    assertEquals(
        List.of("rooms-p95", "rooms-errors", "rooms-rate"),
        result.path("slas").findValuesAsText("id"));
    assertEquals(Set.of("blue", "green", "red"), rooms);
    assertEquals(Set.of(), others);
    assertFalse(TOKEN.matcher(night.output()).find(), night.output());
    assertEquals(List.of(), filesWithTokens(results));
  }

  @Test
  void aRowThatIsMissingIsFoundBeforeTheLoad() throws Exception {
    Path classes = compiled(file("RoomsSimulation.java", "java"));
    Path feeders = Files.createDirectories(folder.resolve("feeders"));
    Files.writeString(feeders.resolve("rooms.csv"), "room\nblue\n");

    ForkedSimulation.Result run =
        ForkedSimulation.run(
            ForkedSimulation.command(
                SIMULATION,
                folder.resolve("results"),
                Map.of(
                    ForkedSimulation.CLASS_PATH_BEFORE,
                    classes.toString(),
                    "baseUrl",
                    "http://127.0.0.1:%d/api/v1".formatted(port()),
                    "target.health",
                    "none",
                    "feeders",
                    feeders.toString(),
                    "slas",
                    file("rooms.json", "json").toString())),
            folder);

    assertEquals(1, run.exitCode(), run.output());
    assertTrue(
        run.output()
            .contains(
                feeders.resolve("rooms.csv") + " line 1: expected a column token, found [room]."),
        run.output());
    assertEquals(Set.of(), rooms);
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** The block of the page below the heading that names the file. */
  private Path file(String name, String language) throws IOException {
    String page = Files.readString(Path.of("docs", "adopt.md"));
    Matcher block =
        Pattern.compile(
                "\n## [^\n]*%s`\n```%s\n(.*?)```\n".formatted(Pattern.quote(name), language),
                Pattern.DOTALL)
            .matcher(page);
    assertTrue(block.find(), () -> "docs/adopt.md should have a block with " + name);
    return Files.writeString(folder.resolve(name), block.group(1));
  }

  private Path compiled(Path source) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-Xlint:all",
                "-Werror",
                "-implicit:none",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    assertEquals(0, exitCode);
    return classes;
  }

  private static List<Path> filesWithTokens(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> TOKEN.matcher(latin1(file)).find())
          .toList();
    }
  }

  private static String latin1(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
