package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One small run, counted by hand. Times below are offsets from the run's start; the window is
 * [1000, 3500), so it touches three seconds.
 *
 * <pre>
 * users     A: 1 from 0 to 3400, 1 from 1200 to 2400, 1 from 1200 to 1200    B: 1 from 3000 to 9000
 * requests  open        900- 999 ok   before the window
 *           open        950-1050 ok   starts before, completes in
 *           open       1000-1100 ok
 *           Join/open  1050-1080 ko "refused"
 *           open       1100-1400 ko "refused"
 *           open       2000-2000 ok
 *           open       2500-3500 ko ""           completes after
 *           open       3499-9000 ok              completes after
 *           open       3500-3600 ok   after the window
 * others    error at 2000 and at 3500, unmatched at 3499 and at 999
 * </pre>
 */
class RunStatisticsTest {
  private static final long START = 1_800_000_000_000L;
  private static final Window WINDOW = new Window(START + 1000, START + 3500);

  @TempDir Path folder;

  @Test
  void countsResponseTimesOfRequestsThatStartInTheWindow() throws IOException {
    RunStatistics run = RunStatistics.read(handCounted(), WINDOW);

    assertEquals(List.of("open", "Join / open"), names(run));
    assertEquals(List.of("Join", "open"), run.requests().get(1).path());
    RequestStatistics open = run.requests().get(0);
    assertEquals("0x1 100x1 300x1 1000x1 5501x1 ", bars(open.all()));
    assertEquals("0x1 100x1 5501x1 ", bars(open.ok()));
    assertEquals("300x1 1000x1 ", bars(open.ko()));
    assertEquals(OptionalDouble.of(0.4), open.errorRatio());
    assertEquals(RunStatistics.ALL_REQUESTS, run.total().name());
    assertEquals("0x1 30x1 100x1 300x1 1000x1 5501x1 ", bars(run.total().all()));
    assertEquals("0x1 100x1 5501x1 ", bars(run.total().ok()));
    assertEquals("30x1 300x1 1000x1 ", bars(run.total().ko()));
    assertEquals(OptionalDouble.of(0.5), run.total().errorRatio());
  }

  @Test
  void countsThroughputOfRequestsThatCompleteInTheWindow() throws IOException {
    RunStatistics run = RunStatistics.read(handCounted(), WINDOW);

    // 950-1050, 1000-1100, 1050-1080 ko, 1100-1400 ko, 2000-2000, over 2.5 s
    assertEquals(5, run.total().completed());
    assertEquals(2.0, run.total().rps());
    assertEquals(4, run.requests().get(0).completed());
    assertEquals(1, run.requests().get(1).completed());
  }

  @Test
  void countsErrorsByMessage() throws IOException {
    RunStatistics run = RunStatistics.read(handCounted(), WINDOW);

    assertEquals(
        List.of(
            new ErrorCount("refused", 2),
            new ErrorCount("(no message)", 1),
            new ErrorCount("broken", 1)),
        run.errors());
  }

  @Test
  void countsUsersAliveInTheWindow() throws IOException {
    RunStatistics run = RunStatistics.read(handCounted(), WINDOW);

    // A: 1 throughout up to 3400, one more from 1200 to 2400; B: 1 from 3000 on.
    assertEquals(new Concurrency(2, 1, (2400 + 1200 + 500) / 2500.0), run.users());
  }

  @Test
  void countsRequestsInFlightInTheWindow() throws IOException {
    RunStatistics run = RunStatistics.read(handCounted(), WINDOW);

    // 950-1050 and 1000-1100 overlap up to 1050, 1000-1100 and 1050-1080 after it: never three.
    long milliseconds = 50 + 100 + 30 + 300 + 0 + 1000 + 1;
    assertEquals(new Concurrency(2, 0, milliseconds / 2500.0), run.inFlight());
  }

  @Test
  void countsEachSecondOfTheWindow() throws IOException {
    RunStatistics run = RunStatistics.read(handCounted(), WINDOW);

    assertEquals(
        List.of(
            // 100, 30 and 300 ms
            new Second(START + 1000, 3, 4, 2, 2, 2, 100, 300, 300),
            // 0 and 1000 ms
            new Second(START + 2000, 2, 1, 1, 2, 1, 0, 1000, 1000),
            // 5501 ms
            new Second(START + 3000, 1, 0, 0, 2, 2, 5501, 5501, 5501)),
        run.seconds());
  }

  @Test
  void combinesRequestsByName() throws IOException {
    RunStatistics run = RunStatistics.read(handCounted(), WINDOW);

    RequestStatistics both = run.only(List.of("Join / open", "open"));
    assertEquals(bars(run.total().all()), bars(both.all()));
    assertEquals(run.total().rps(), both.rps());
    assertEquals("30x1 ", bars(run.only(List.of("Join / open")).all()));
    RequestStatistics none = run.only(List.of("never sent"));
    assertEquals(0, none.all().count());
    assertEquals(OptionalDouble.empty(), none.errorRatio());
  }

  @Test
  void spansALogFromItsFirstEventToItsLast() throws IOException {
    LogSpan span = LogSpan.read(handCounted());

    assertEquals(START + 9000, span.lastMs());
    assertEquals(new Window(START, START + 9001), span.window());
    assertEquals(9, RunStatistics.read(handCounted(), span.window()).total().all().count());
  }

  @Test
  void countsThePartOfALogThatCanBeRead() throws IOException {
    byte[] whole = Files.readAllBytes(handCounted());
    Path cut = Files.write(folder.resolve("cut.log"), Arrays.copyOf(whole, whole.length - 1));

    RunStatistics run = RunStatistics.read(cut, WINDOW);

    assertEquals(LogEnd.Kind.CUT_OFF, run.end().kind());
    assertTrue(run.end().isPartial());
    assertEquals(6, run.total().all().count());
  }

  @Test
  void refusesALogWithoutARun() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.log"));

    UnreadableLogException refusal =
        assertThrows(UnreadableLogException.class, () -> RunStatistics.read(empty, WINDOW));

    assertEquals(empty + " is empty. It contains no run.", refusal.getMessage());
    assertThrows(UnreadableLogException.class, () -> LogSpan.read(empty));
  }

  private Path handCounted() throws IOException {
    Path file = folder.resolve("simulation.log");
    LogHeader run = new LogHeader("3.15.1", "Sample", START, "", List.of("A", "B", "C"), List.of());
    try (LogWriter log = new LogWriter(file, run)) {
      log.user(0, true, START);
      request(log, 900, 999, true, "");
      log.unmatched(List.of(), "event", START + 999, true, "");
      request(log, 950, 1050, true, "");
      log.request(List.of("Join"), "open", START + 1050, START + 1080, false, "refused");
      request(log, 1000, 1100, true, "");
      // Neighbours are swapped, as when a thread is delayed between reading its clock and logging.
      log.user(0, true, START + 1200);
      log.user(0, true, START + 1200);
      request(log, 1100, 1400, false, "refused");
      log.user(0, false, START + 1200);
      log.error("broken", START + 2000);
      request(log, 2000, 2000, true, "");
      log.user(1, true, START + 3000);
      log.user(0, false, START + 2400);
      request(log, 2500, 3500, false, "");
      log.unmatched(List.of(), "event", START + 3499, true, "");
      log.error("broken", START + 3500);
      request(log, 3500, 3600, true, "");
      log.user(0, false, START + 3400);
      request(log, 3499, 9000, true, "");
      log.user(1, false, START + 9000);
    }
    return file;
  }

  private static void request(LogWriter log, int start, int end, boolean ok, String message)
      throws IOException {
    log.request(List.of(), "open", START + start, START + end, ok, message);
  }

  private static List<String> names(RunStatistics run) {
    return run.requests().stream().map(RequestStatistics::name).toList();
  }

  private static String bars(Distribution distribution) {
    StringBuilder bars = new StringBuilder();
    distribution.forEach((ms, count) -> bars.append(ms).append('x').append(count).append(' '));
    return bars.toString();
  }
}
