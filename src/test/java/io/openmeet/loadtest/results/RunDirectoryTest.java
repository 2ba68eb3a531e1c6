package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.LatencyBar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values come from the sample's own formulas, sorted in the test. */
class RunDirectoryTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  private RunResult result() throws IOException {
    return RunDirectory.read(run.writeTo(folder));
  }

  private int[] sortedTimes() {
    return IntStream.range(0, run.perSecond * run.seconds).map(run.responseMs).sorted().toArray();
  }

  @Test
  void aHealthyRunPassesWithTheFiguresOfItsLog() throws IOException {
    RunResult result = result();
    int[] times = sortedTimes();

    assertEquals(List.of(), result.outcome().reasons());
    assertEquals(RunVerdict.PASS, result.outcome().verdict());
    assertEquals(List.of(), result.outcome().warnings());
    assertEquals(1000, result.figures().totals().count());
    assertEquals(5, result.figures().totals().ko());
    assertEquals(0.005, result.figures().totals().errorRatio());
    assertEquals(times[499], result.figures().totals().times().p50Ms());
    assertEquals(times[949], result.figures().totals().times().p95Ms());
    assertEquals(times[989], result.figures().totals().times().p99Ms());
    assertEquals(
        Arrays.stream(times).average().orElseThrow(),
        result.figures().totals().times().meanMs(),
        0.0005);
    assertEquals("2026-05-04T03:02:01.000Z", result.identity().startedAt());
    assertEquals("2026-05-04T03:02:03.000Z", result.identity().window().start());
    assertEquals(1000, result.figures().distribution().stream().mapToLong(LatencyBar::count).sum());
    assertEquals(10, result.figures().seconds().size());
  }

  @Test
  void anInjectorOnTimeChangesNoResponseTime() throws IOException {
    RunResult result = result();

    assertEquals(result.figures().latency().raw(), result.figures().latency().corrected());
    assertEquals(1000, result.figures().arrivals().delivered());
    assertEquals(0, result.figures().arrivals().lagMaxMs());
  }

  /**
   * Users 200 to 399 were due while the injector stood still for two seconds; all come at its end.
   */
  @Test
  void aStalledInjectorIsInvalidAndOnlyTheCorrectedTimesShowIt() throws IOException {
    run.lateMs = user -> user >= 200 && user < 400 ? 2000 - (user - 200) * 10 : 0;
    int[] felt =
        IntStream.range(0, 1000)
            .map(user -> run.responseMs.applyAsInt(user) + run.lateMs.applyAsInt(user))
            .sorted()
            .toArray();

    RunResult result = result();

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(sortedTimes()[989], result.figures().latency().raw().p99Ms());
    // 200 users start in one millisecond, and the log does not show which of them is which.
    assertEquals(felt[989], result.figures().latency().corrected().p99Ms(), 100);
    assertTrue(result.figures().latency().corrected().p99Ms() > 1800);
    assertEquals(2000, result.figures().arrivals().lagMaxMs());
    assertEquals(
        "The injector's start lag P99 is 1,900.0 ms; the limit is 20 ms. Use more CPU cores, or stop other programs on this machine.",
        result.outcome().reasons().get(0));
    assertEquals(
        "The injector's longest stall is 2,000.0 ms; the limit is 250 ms. Check whether the machine was suspended or overloaded.",
        result.outcome().reasons().get(1));
    assertEquals(
        List.of("API P95 response time", "API P99 response time"),
        result.outcome().reasons().stream()
            .skip(2)
            .filter(
                reason ->
                    reason.contains(
                        "the injector may be the cause, because it stood still or caught up for 8 s"))
            .map(reason -> reason.substring(0, reason.indexOf(" is ")))
            .toList());
  }

  @Test
  void aSlowTargetUnderAHealthyInjectorFails() throws IOException {
    run.responseMs = user -> 300 + user % 100;

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        List.of("API P95 response time is 394 ms; the limit is < 200 ms (97 % too high)."),
        result.outcome().reasons());
    SlaResult p95 = result.outcome().slas().get(0);
    assertEquals(394, p95.actual());
    assertEquals(-0.97, p95.marginRatio());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "98 | 100 | 980 of 1,000 planned users (98.00 %)",
        "4930 | 4980 | 49,300 of 49,800 planned users (98.996 %)"
      })
  void tooFewArrivalsAreInvalid(int came, int planned, String started) throws IOException {
    SampleRun asked = SampleRun.passing();
    asked.perSecond = planned;
    run.perSecond = came;
    Path folderOfRun = run.writeLogTo(folder);
    ObservationsFile.write(asked.observations(), folderOfRun);

    RunResult result = RunDirectory.read(folderOfRun);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        "The injector started %s; the limit is 99 %%. Use more CPU cores or memory, or split the load over several injectors."
            .formatted(started),
        result.outcome().reasons().get(0));
  }

  @Test
  void ninetyNinePercentOfTheArrivalsAreEnough() throws IOException {
    SampleRun asked = SampleRun.passing();
    Path folderOfRun = run.writeLogTo(folder);
    asked.perSecond = 101;
    ObservationsFile.write(asked.observations(), folderOfRun);

    ArrivalFigures arrivals = RunDirectory.read(folderOfRun).figures().arrivals();

    assertEquals(1010, arrivals.planned());
    assertEquals(1000, arrivals.delivered());
    assertEquals(0.990099, arrivals.deliveredRatio());
  }

  @Test
  void anInjectorThatNobodyWatchedIsInvalid() throws IOException {
    run.injector = InjectorHealth.NOT_MEASURED;

    RunResult result = result();

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    // The log shows lag and stalls of an open model; it cannot show pauses and clock.
    assertEquals(
        List.of(
            "The injector's longest garbage collection pause was not measured, so it is not known whether the injector kept up; the limit is 200 ms. Run again with health monitoring.",
            "The injector's largest step of the wall clock was not measured, so it is not known whether the injector kept up; the limit is 50 ms. Run again with health monitoring."),
        result.outcome().reasons());
  }

  @Test
  void aMissingServerMetricIsInvalidAndAnUndecidedBucketToo() throws IOException {
    run.observed =
        Map.of(
            "database-p95", new Measured.Interval(25, 100),
            "cache-hit-ratio", new Measured.Missing("the target was restarted"));

    RunResult result = result();

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        List.of(
            "Database query P95 (< 50 ms) cannot be judged: the value is 25 ms to 100 ms, and the limit is in this range.",
            "Cache hit ratio (> 80.00 %) cannot be judged: the target was restarted."),
        result.outcome().reasons());
  }

  @Test
  void aPercentileNeedsASampleAboveIt() throws IOException {
    run.perSecond = 9;
    run.intensity = 0.001;
    run.failsEvery = 0;

    RunResult result = result();

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(Verdict.MET, result.outcome().slas().get(0).verdict());
    assertEquals(
        "90 samples in the window, and P99 needs 100 or more",
        result.outcome().slas().get(1).reason());
  }

  @Test
  void aStopForErrorsFailsAndKeepsWhatThereIs() throws IOException {
    run.stopped = Stop.forErrors("60 % of the requests failed for 10 s.");
    run.observed = Map.of();

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        "The run was stopped: 60 % of the requests failed for 10 s.",
        result.outcome().reasons().get(0));
    assertEquals(3, result.outcome().reasons().size());
    assertTrue(result.outcome().partial());
    assertEquals(1000, result.figures().totals().count());
  }

  @Test
  void aStopForErrorsFailsAlsoWhereTheInjectorWasLate() throws IOException {
    run.stopped = Stop.forErrors("60 % of the requests failed for 10 s.");
    run.lateMs = user -> user >= 200 && user < 400 ? 2000 - (user - 200) * 10 : 0;

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        "The run was stopped: 60 % of the requests failed for 10 s.",
        result.outcome().reasons().get(0));
    assertTrue(
        result.outcome().warnings().get(0).startsWith("The injector's start lag P99 is 1,900.0 ms"),
        result.outcome().warnings()::toString);
  }

  /** The window had not opened, so there was nothing to watch. */
  @Test
  void aStopForErrorsInTheWarmUpFails() throws IOException {
    run.planned = false;
    run.stopped = Stop.forErrors("no answer came for 10 s.");
    run.injector = InjectorHealth.NOT_MEASURED;

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        "The run was stopped: no answer came for 10 s.", result.outcome().reasons().get(0));
    assertEquals(List.of(), result.outcome().warnings());
  }

  /** 100 requests/s were answered and 95 were planned: only the dropped arrivals are wrong. */
  @Test
  void droppedArrivalsBreakTheThroughputWhateverItIs() throws IOException {
    run.dropped = 12;

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        List.of(
            "12 of 1,000 planned arrivals were dropped: 200 requests, the most allowed, were in flight, and the target had not answered them. Response times and error rates do not include dropped arrivals. If the target may have more requests in flight, raise -Dinjector.maxInFlight.",
            "Sustained throughput is 99.4 requests/s; the limit is >= 95 requests/s (12 arrivals were dropped)."),
        result.outcome().reasons());
    assertEquals(new DroppedArrivals(12, 200), result.figures().dropped());
    assertEquals(
        List.of("throughput"),
        result.outcome().slas().stream()
            .filter(sla -> sla.verdict() == Verdict.BROKEN)
            .map(SlaResult::id)
            .toList());
    assertEquals(1000, result.figures().arrivals().delivered(), "they start on time");
  }

  @Test
  void droppedArrivalsBreakTheUsersHeldAtOnce() throws IOException {
    run.dropped = 1;
    run.slaIds = List.of("auth-users");
    run.observed = Map.of("auth-users", new Measured.Value(1_000));

    assertEquals(Verdict.BROKEN, result().outcome().slas().get(0).verdict());
  }

  /** A simulation may be judged by response times only. */
  @Test
  void droppedArrivalsFailARunWhoseLevelsAreAllMet() throws IOException {
    run.dropped = 1;
    run.slaIds = List.of("api-p95");

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(Verdict.MET, result.outcome().slas().get(0).verdict());
    assertTrue(
        result.outcome().reasons().get(0).startsWith("1 of 1,000 planned arrivals were dropped"));
  }

  /** All arrivals of the window were dropped, so there are no percentiles. */
  @Test
  void droppedArrivalsWithoutAnyRequestAreAFailure() throws IOException {
    run.dropped = 1_000;
    run.requestsLeftOut = true;
    run.slaIds = List.of("api-p95", "error-rate", "throughput");

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict(), result.outcome().reasons()::toString);
    assertEquals(4, result.outcome().reasons().size());
  }

  @Test
  void droppedArrivalsAreToldAlsoWhereTheInjectorWasUnwell() throws IOException {
    run.dropped = 12;
    run.injector = InjectorHealth.NOT_MEASURED;

    RunResult result = result();

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertTrue(
        result.outcome().warnings().get(0).startsWith("12 of 1,000 planned arrivals were dropped"),
        result.outcome().warnings()::toString);
  }

  @Test
  void anyOtherStopIsInvalid() throws IOException {
    run.stopped = Stop.unmeasured("The disk is full.");

    assertEquals(RunVerdict.INVALID, result().outcome().verdict());
  }

  /** The injector's health was not measured yet, so it is no reason. */
  @Test
  void aStopInTheWarmUpGivesItsOwnReasonAlone() throws IOException {
    run.planned = false;
    run.slaIds = List.of("api-p95");
    run.stopped = Stop.unmeasured("only 5 of 100 users had signed in after 5 s.");
    run.injector = InjectorHealth.NOT_MEASURED;

    RunResult result = result();

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        List.of("The run was stopped: only 5 of 100 users had signed in after 5 s."),
        result.outcome().reasons());
  }

  @Test
  void aWarmUpThatEndedUnsteadyIsANote() throws IOException {
    run.warmUp =
        new WarmUpFigures(120, WarmUpFigures.Outcome.BOUND, List.of("P95 1,413 -> 2,929 ms"));

    RunResult result = result();

    assertEquals(RunVerdict.PASS, result.outcome().verdict());
    assertEquals(
        List.of(
            "The window opened after 120 s of warm-up, but the load was not yet steady and complete (P95 1,413 -> 2,929 ms), so the figures may include a part of the warm-up. Find the cause, or allow more time (-Dwarmup.max)."),
        result.outcome().warnings());
  }

  @Test
  void aLogCutInsideARecordIsInvalidAndPartial() throws IOException {
    Path folderOfRun = run.writeTo(folder);
    cutLog(folderOfRun, 3);

    RunResult result = RunDirectory.read(folderOfRun);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertTrue(result.outcome().partial());
    assertTrue(
        result.outcome().reasons().get(0).startsWith("simulation.log is cut off: its last "),
        result.outcome().reasons()::toString);
  }

  /**
   * Only the two records of the last scenario's user are missing: 9 bytes each with kind and flag.
   */
  @Test
  void aLogCutBetweenRecordsIsInvalidToo() throws IOException {
    Path folderOfRun = run.writeTo(folder);
    cutLog(folderOfRun, 10);

    RunResult result = RunDirectory.read(folderOfRun);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        "Users that never ended: 1; the limit is 0, so the run or its log was cut off. Find out why the run ended early, and run again.",
        result.outcome().reasons().get(0));
  }

  private static void cutLog(Path folderOfRun, int bytes) throws IOException {
    Path log = folderOfRun.resolve(RunDirectory.LOG);
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length - bytes));
  }

  @Test
  void aLogAloneGivesFiguresAndNoVerdict() throws IOException {
    RunResult result = RunDirectory.read(run.writeLogTo(folder));

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(List.of(RunResult.NO_LEVELS), result.outcome().reasons());
    assertEquals(1000, result.figures().totals().count());
    assertEquals("ApiSimulation", result.identity().simulation());
    assertNull(result.identity().profile());
  }
}
