package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.openmeet.loadtest.integration.KnownServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights over one history, as {@code ci/nightly} runs them. */
class NightIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SIMULATION = KnownServerSimulation.class.getName();
  private static final long LIMIT_SECONDS = 60;
  private static final String SECRET = "T0P-S3CRET";

  /** Comparable runs before one that can be a regression. */
  private static final int USUAL_RUNS = 10;

  /** Prints the exit codes of the same command on a full disk, and with room. */
  private static final String FULL_THEN_NOT =
      """
      mount -t tmpfs -o size=250m tmpfs "$0" || exit
      head -c 300m /dev/zero >"$0/filling" 2>/dev/null
      "$@"; echo "exit code $?"
      rm "$0/filling"
      echo "with room"
      "$@"; echo "exit code $?"
      """;

  @TempDir private Path folder;
  private Path results;
  private volatile int everyWhichFails = Integer.MAX_VALUE;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private KnownServer server;
  private HttpServer chat;

  @BeforeEach
  void start() throws IOException {
    results = Files.createDirectories(folder.resolve("gatling"));
    server =
        new KnownServer(
            (number, seconds) ->
                number % everyWhichFails == 0 ? new Answer(500, 0) : Answer.AT_ONCE);
    chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    chat.createContext(
        "/" + SECRET,
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    chat.start();
  }

  @AfterEach
  void stop() {
    server.close();
    chat.stop(0);
  }

  /**
   * The first night finds a damaged line in the history; in the second, every tenth answer fails.
   */
  @Test
  void theSecondNightSaysWhatBroke() throws Exception {
    Path history = Files.createDirectories(folder.resolve("history"));
    Files.writeString(history.resolve("runs.jsonl"), "{cut off\n");

    ForkedSimulation.Result first = untilValid("first");
    everyWhichFails = 10;
    ForkedSimulation.Result second = untilValid("second");

    assertEquals(0, first.exitCode(), first.output());
    assertEquals(1, second.exitCode(), second.output());
    JsonNode conclusion = night("second").path("conclusion");
    assertEquals("FAIL", conclusion.path("verdict").asText());
    assertEquals(
        List.of(
            "KnownServerSimulation is FAIL, it was PASS.",
            "KnownServerSimulation: the service level error-rate is broken, it was met."),
        JSON.convertValue(conclusion.path("changes"), List.class).subList(0, 2));
    assertTrue(second.output().contains("FAIL: night second, profile smoke"), second.output());
    assertTrue(Files.readString(history.resolve("runs.jsonl")).startsWith("{cut off\n"));
    String portal = Files.readString(results.resolve("index.html"));
    assertTrue(portal.contains("FAIL: night second, profile smoke"));
    assertTrue(
        Files.readString(results.resolve("nights/junit.xml"))
            .contains("testsuite name=\"KnownServerSimulation\""));
    assertTrue(
        Files.readString(results.resolve("nights/second/summary.md"))
            .startsWith("## FAIL: night second, profile smoke\n"));
    assertEquals(
        List.of("{\"text\":\"FAIL: night second, profile smoke\"}"),
        told.stream().filter(text -> text.contains("night second")).toList());
    assertFalse((first.output() + second.output()).contains(SECRET), second.output());
    assertEquals(List.of(), filesWith(SECRET));
    assertTrue(
        conclusion.path("command").asText().contains("-Dchat.token=..."), conclusion::toString);
  }

  /** All runs pass; ten like the first one had half of its work for each request. */
  @Test
  void aRegressionIsAnExitCodeEvenIfAllRunsPass() throws Exception {
    untilValid("first");
    Path history = folder.resolve("history/runs.jsonl");
    JsonNode first = JSON.readTree(lastLine(history));
    List<String> usual = new ArrayList<>();
    for (int day = 1; day <= USUAL_RUNS; day++) {
      usual.add(withHalfOfTheWork(first, day));
    }
    Files.write(history, usual);

    ForkedSimulation.Result second = untilValid("second");

    JsonNode conclusion = night("second").path("conclusion");
    assertEquals("PASS", conclusion.path("verdict").asText(), second.output());
    assertEquals(1, second.exitCode(), second.output());
    assertTrue(
        conclusion.path("regressions").toString().contains("more work for each request"),
        conclusion::toString);
    assertTrue(
        second.output().contains("PASS with a regression: night second, profile smoke"),
        second.output());
  }

  private static String withHalfOfTheWork(JsonNode run, int day) {
    ObjectNode copy = run.deepCopy();
    copy.put("run", "usual-" + day);
    copy.put("startedAt", "2026-05-%02dT03:00:00.000Z".formatted(day));
    for (JsonNode figure : copy.withArray("work")) {
      ObjectNode work = (ObjectNode) figure;
      work.put("perRequest", work.path("perRequest").asDouble() / 2);
    }
    return copy.toString();
  }

  private static String lastLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.get(lines.size() - 1);
  }

  /** The folder of results is a disk that only these two nights see. It is full, then it is not. */
  @Test
  void afterTheDiskWasFullTheSameCommandGoesOn() throws Exception {
    List<String> wrapper =
        List.of("unshare", "-Urm", "sh", "-c", FULL_THEN_NOT, results.toString());
    assumeTrue(canMount(), "a small disk cannot be mounted here");
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(command(null, List.of("--simulations", SIMULATION)));

    ForkedSimulation.Result both = ForkedSimulation.run(command, results);

    String full = both.output().split("\nwith room\n")[0];
    String withRoom = both.output().split("\nwith room\n")[1];
    assertTrue(full.endsWith("exit code 2"), both.output());
    assertTrue(
        full.contains(results + "/nights") && full.contains("No space left on device"),
        both.output());
    assertFalse(full.contains("\tat "), both.output());
    assertTrue(withRoom.matches("(?s).*exit code [03]\n"), both.output());
    assertTrue(withRoom.contains("All reports: " + results.resolve("index.html")), both.output());
  }

  private boolean canMount() throws Exception {
    List<String> attempt =
        List.of("unshare", "-Urm", "sh", "-c", "mount -t tmpfs tmpfs \"$0\"", results.toString());
    return new ProcessBuilder(attempt)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> contains(file, text)).toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Repeated under another name when this machine was too busy. */
  private ForkedSimulation.Result untilValid(String name) throws Exception {
    ForkedSimulation.Result result = night(name, List.of());
    if (result.exitCode() == 3) {
      Files.move(
          results.resolve("nights").resolve(name),
          results.resolve("nights").resolve(name + "-busy"));
      result = night(name, List.of());
    }
    return result;
  }

  @Test
  void aTargetThatIsDownMakesAnInvalidNight() throws Exception {
    server.close();

    ForkedSimulation.Result night = night("down", List.of());

    assertEquals(3, night.exitCode(), night.output());
    assertTrue(night.output().contains("INVALID, so it is repeated once"), night.output());
    JsonNode runs = night("down").path("runs");
    assertEquals(2, runs.size());
    assertTrue(
        runs.get(1).path("reasons").get(0).asText().contains("expected 200 from GET /health"),
        night.output());
    assertFalse(night.output().contains("\tat "), night.output());
  }

  /** Killed after its first run: the same command makes only the second. */
  @Test
  void anInterruptedNightGoesOn() throws Exception {
    List<String> two =
        List.of("--simulations", SIMULATION + "," + OtherKnownServerSimulation.class.getName());
    Path output = folder.resolve("killed.txt");
    Process killed = ForkedSimulation.start(command(null, two), output);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Files.readString(output).contains("OtherKnownServerSimulation: running")
        && killed.isAlive()
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    List<ProcessHandle> injectors = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    injectors.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle injector : injectors) {
      injector.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertTrue(
        Files.readString(output).contains("OtherKnownServerSimulation: running"),
        Files.readString(output));

    ForkedSimulation.Result again = ForkedSimulation.run(command(null, two), results);

    assertEquals(1, again.lines("OtherKnownServerSimulation: running").size(), again.output());
    assertEquals(List.of(), again.lines("KnownServerSimulation: running"), again.output());
    assertTrue(again.exitCode() == 0 || again.exitCode() == 3, again.output());
  }

  private ForkedSimulation.Result night(String name, List<String> options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--simulations", SIMULATION));
    all.addAll(options);
    List<String> withChat =
        new ArrayList<>(
            List.of(
                "env",
                "LOADTEST_WEBHOOK_URL=http://127.0.0.1:%d/%s"
                    .formatted(chat.getAddress().getPort(), SECRET)));
    withChat.addAll(command(name, all));
    return ForkedSimulation.run(withChat, results);
  }

  private List<String> command(String name, List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("night"));
    if (name != null) {
      arguments.add("--name=" + name);
    }
    arguments.addAll(options);
    arguments.addAll(
        List.of(
            "-Dprofile=smoke",
            "-Dmetrics.port=off",
            "-DbaseUrl=" + server.baseUrl(),
            "-Dgatling.noReports=true",
            "-Dchat.token=" + SECRET,
            "-Dhistory=" + folder.resolve("history")));
    return KitCommand.of(folder, results, arguments);
  }

  private JsonNode night(String name) throws IOException {
    return JSON.readTree(results.resolve("nights").resolve(name).resolve("night.json").toFile());
  }
}
