package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.simulationlog.GatlingRun;
import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.statistics.GatlingReport;
import io.openmeet.loadtest.statistics.RunStatistics;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that starts at 100,000 ms, with a window from 110,000 to 120,000 ms. */
class WindowLogTest {
  private static final Window WINDOW = new Window(110_000, 120_000);

  @TempDir Path folder;

  private Path whole() {
    return folder.resolve("whole.log");
  }

  private LogWriter writer() throws IOException {
    return new LogWriter(
        whole(),
        new LogHeader(
            GatlingRun.VERSION,
            "Some",
            100_000,
            "",
            List.of("API", "Watch", "Verdict"),
            List.of()));
  }

  private Path cut() throws IOException {
    Path run = Files.createDirectories(folder.resolve("results/run"));
    Path log = run.resolve("simulation.log");
    WindowLog.write(new RunLogs(List.of(whole())), Files.newOutputStream(log), observations());
    return log;
  }

  private static Observations observations() {
    return new Observations(
        Observations.SCHEMA_VERSION,
        "Some",
        "quick",
        "http://127.0.0.1:8080",
        WINDOW,
        null,
        Set.of("Send"),
        List.of(),
        Map.of(),
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        InjectorHealth.NOT_MEASURED,
        Set.of("Watch", "Verdict"),
        null,
        null,
        RunEnvironment.here(GatlingRun.VERSION, null, true, "test"),
        null);
  }

  /** Every record as a line, with times since the run's start. */
  private static List<String> records(Path log) throws IOException {
    List<String> records = new ArrayList<>();
    LogEnd end =
        LogReader.readAll(
            log,
            new LogVisitor() {
              private LogHeader run;
              private LogNames names;

              private void add(String format, Object... values) {
                records.add(format.formatted(values));
              }

              @Override
              public void run(LogHeader run, LogNames names) {
                this.run = run;
                this.names = names;
                add("run %s at %d", run.simulationClass(), run.startMs());
              }

              @Override
              public void user(int scenario, boolean starts, long atMs) {
                String change = starts ? "starts" : "ends";
                add("%s %s %d", run.scenarios().get(scenario), change, atMs - run.startMs());
              }

              @Override
              public void request(int path, long startMs, long endMs, boolean ok, int message) {
                add(
                    "%s %d-%d %s",
                    String.join("/", names.path(path)),
                    startMs - run.startMs(),
                    endMs - run.startMs(),
                    ok ? "OK" : names.text(message));
              }

              @Override
              public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
                add(
                    "group %s %d-%d %b",
                    String.join("/", names.path(path)),
                    startMs - run.startMs(),
                    endMs - run.startMs(),
                    ok);
              }

              @Override
              public void error(int message, long atMs) {
                add("error %s %d", names.text(message), atMs - run.startMs());
              }
            });
    assertTrue(end.isProvenWhole(), end.toString());
    return records;
  }

  @Test
  void keepsTheWindowsRecordsAndTheUsersWhoAreAliveInIt() throws IOException {
    try (LogWriter log = writer()) {
      log.user(1, true, 100_000);
      log.user(0, true, 101_000);
      log.user(0, true, 102_000);
      log.request(List.of(), "early", 109_999, 110_500, true, "");
      log.user(0, false, 109_999);
      log.error("early crash", 109_999);
      log.user(0, true, 110_000);
      log.request(List.of("g"), "read", 110_000, 110_003, true, "");
      log.error("crash", 112_000);
      log.request(List.of(), "Send", 112_500, 112_500, true, "");
      log.request(List.of(), "Send", 112_600, 112_600, false, "closed");
      log.user(0, false, 113_000);
      log.request(List.of(), "late", 119_999, 125_000, false, "found 503");
      log.request(List.of(), "after", 120_000, 120_001, true, "");
      log.user(0, true, 120_000);
      log.user(0, false, 121_000);
      log.user(0, false, 121_000);
      log.user(1, false, 121_000);
      log.user(2, true, 126_000);
      log.group(List.of("Throughput"), 126_000, 126_001, 0, false);
      log.user(2, false, 126_001);
    }

    assertEquals(
        List.of(
            "run Some at 110000",
            "API starts 0",
            "API starts 0",
            "g/read 0-3 OK",
            "error crash 2000",
            "Send 2600-2600 closed",
            "API ends 3000",
            "late 4999-10000 found 503",
            "group Throughput 10000-10000 false",
            "API ends 10000"),
        records(cut()));
  }

  /**
   * Neighbours in a log may be swapped: an earlier user is logged when the window is already open.
   */
  @Test
  void aUserLoggedAfterTheOpeningStartsWithTheWindow() throws IOException {
    try (LogWriter log = writer()) {
      log.user(0, true, 110_001);
      log.user(0, true, 109_998);
      log.user(0, false, 121_000);
      log.user(0, false, 121_000);
    }

    assertEquals(
        List.of(
            "run Some at 110000",
            "API starts 1",
            "API starts 0",
            "API ends 10000",
            "API ends 10000"),
        records(cut()));
  }

  /**
   * 10 s of warm-up in which seven users come and stay, then 100 requests/s for 10 s, each within 3
   * ms, and 5 s of waiting until levels are judged: for the whole log Gatling would report 40
   * requests/s.
   */
  @Test
  void gatlingsReportHasOurCountRateAndUsers() throws Exception {
    try (LogWriter log = writer()) {
      log.user(1, true, 100_000);
      for (int resident = 0; resident < 7; resident++) {
        log.user(0, true, 101_000 + resident * 1_000);
      }
      for (int user = 0; user < 1_000; user++) {
        long at = 110_000 + user * 10;
        log.user(0, true, at);
        log.request(List.of(), "Search", at, at + 3, user % 50 != 0, "");
        log.user(0, false, at + 3);
      }
      for (int resident = 0; resident < 7; resident++) {
        log.user(0, false, 120_000 + resident);
      }
      log.user(2, true, 125_000);
      log.group(List.of("Throughput"), 125_000, 125_000, 0, true);
      log.user(2, false, 125_000);
      log.user(1, false, 125_000);
    }
    RunStatistics ours = LogAnalysis.read(RunParts.of(whole(), observations())).statistics();
    cut();

    GatlingRun.report(folder.resolve("results"), "run");

    GatlingReport.Row gatlings =
        GatlingReport.read(folder.resolve("results/run")).get("All Requests");
    assertEquals(1_000, ours.total().all().count());
    assertEquals(100, ours.total().rps());
    assertEquals(1_000, gatlings.count());
    assertEquals(20, gatlings.ko());
    assertEquals(100, gatlings.perSecond());
    assertEquals(8, ours.users().peak());
    assertEquals(
        LongStream.range(0, 10)
            .boxed()
            .collect(Collectors.toMap(second -> 110_000 + second * 1_000, second -> 8L)),
        GatlingReport.usersAtOnce(folder.resolve("results/run")));
  }
}
