package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An injector that acts late may have added its lag to each response time. The sample's P95 has to
 * be below 200 ms; its lag has to be 20 ms or less.
 */
class LateInjectorTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  /** Every request takes that long. It counts minus the lag, unless the lag is within its limit. */
  @ParameterizedTest
  @CsvSource({
    "3000, 30, FAIL",
    "231, 30, FAIL",
    "230, 30, FAIL",
    "229, 30, INVALID",
    "3000, 2700, FAIL",
    "3000, 2801, INVALID",
    "250, 19, FAIL",
    "100, 30, INVALID"
  })
  void onlyTheTimeBeyondTheLagSpeaksAgainstTheTarget(
      int responseMs, double lagMs, RunVerdict verdict) throws IOException {
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> responseMs;
    run.injector = SampleHealth.late(lagMs);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }

  @Test
  void aFailureHasTheLagAsAWarning() throws IOException {
    run.responseMs = user -> 3_000;
    run.injector = SampleHealth.late(30);

    RunResult result = run.resultIn(folder);

    assertTrue(
        result.outcome().reasons().stream()
            .anyMatch(sentence -> sentence.startsWith("API P95 response time is 3,000 ms")));
    assertTrue(
        result.outcome().warnings().stream()
            .anyMatch(sentence -> sentence.startsWith("The injector's start lag P99 is 30.0 ms")));
  }

  @Test
  void aLevelThatTheLagMayHaveBrokenSaysNothingAboutTheTarget() throws IOException {
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> 220;
    run.injector = SampleHealth.late(30);

    assertEquals(
        List.of(
            "The injector's start lag P99 is 30.0 ms; the limit is 20 ms. Use more CPU cores, or stop other programs on this machine.",
            "API P95 response time is 220 ms; the limit is < 200 ms (10 % too high), but this says nothing about the target: the injector may have added 30 ms to it."),
        run.resultIn(folder).outcome().reasons());
  }

  @Test
  void aLagJustAboveItsLimitDiffersFromItInTheText() throws IOException {
    run.responseMs = user -> 210;
    run.injector = SampleHealth.late(20.04);

    String reason = run.resultIn(folder).outcome().reasons().get(0);

    assertTrue(reason.startsWith("The injector's start lag P99 is 20.04 ms; the limit is 20 ms."));
  }

  @Test
  void errorsSpeakAgainstTheTargetHoweverLateTheInjectorIs() throws IOException {
    run.failsEvery = 10;
    run.injector = SampleHealth.late(1_000);

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        "Error rate is 10.00 %; the limit is < 1.00 % (900 % too high).",
        result.outcome().reasons().get(0));
  }

  @Test
  void moreWorkForARequestSpeaksAgainstTheTargetAlsoIfTheInjectorIsLate() throws IOException {
    run.slas =
        List.of(
            new Sla(
                "statements",
                "Statements",
                Measure.METRIC_PER_REQUEST,
                null,
                "queries_total",
                Bound.BELOW,
                0.9));
    run.observed = Map.of("statements", new Measured.Value(2.4));
    run.injector = SampleHealth.late(30);

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        "Statements is 2.40 per request; the limit is < 0.90 per request (167 % too high).",
        result.outcome().reasons().get(0));
  }

  @Test
  void lostBroadcastsSpeakAgainstTheTargetAlsoIfTheInjectorIsLate() throws IOException {
    run.slaIds = List.of("broadcasts");
    run.observed = Map.of("broadcasts", new Measured.Value(0.9));
    run.injector = SampleHealth.late(30);

    assertEquals(RunVerdict.FAIL, run.resultIn(folder).outcome().verdict());
  }

  /** A late injector makes no page move its content; a slow page, it may. */
  @ParameterizedTest
  @CsvSource({"OBSERVED_SCORE, 0.11, 0.1, FAIL", "OBSERVED_TIME, 220, 200, INVALID"})
  void aScoreSpeaksAgainstTheTargetAlsoIfTheInjectorIsLate(
      Measure measure, double value, double limit, RunVerdict verdict) throws IOException {
    run.slas = List.of(new Sla("vital", "Vital P75", measure, 75.0, null, Bound.BELOW, limit));
    run.observed = Map.of("vital", new Measured.Value(value));
    run.injector = SampleHealth.late(30);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }

  /**
   * 1,000 arrivals in 10 s, 900 of them answered: 50 too few, which are the arrivals of half a
   * second. An injector that stood still for that long may have delayed them itself; a shorter
   * standstill does not explain them.
   */
  @ParameterizedTest
  @CsvSource({"400, FAIL", "500, INVALID"})
  void onlyMissingAnswersBeyondTheLagSpeakAgainstTheTarget(double lagMs, RunVerdict verdict)
      throws IOException {
    run.slaIds = List.of("throughput");
    run.responseMs = user -> user >= 900 ? 20_000 : 50;
    run.injector = SampleHealth.late(lagMs);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }

  /** 50 arrivals are also the arrivals of half a second. */
  @ParameterizedTest
  @CsvSource({"400, FAIL", "500, INVALID"})
  void onlyDroppedArrivalsBeyondTheLagSpeakAgainstTheTarget(double lagMs, RunVerdict verdict)
      throws IOException {
    run.dropped = 50;
    run.injector = SampleHealth.late(lagMs);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }

  /** 20 to 50 ms, minus 30 ms, may meet a limit of 50 ms; 100 to 200 ms may not. */
  @ParameterizedTest
  @CsvSource({"50, 100, INVALID", "100, 200, FAIL"})
  void onlyDatabaseTimesBeyondTheLagSpeakAgainstTheTarget(
      double low, double high, RunVerdict verdict) throws IOException {
    run.slaIds = List.of("database-p95");
    run.observed = Map.of("database-p95", new Measured.Interval(low, high));
    run.injector = SampleHealth.late(30);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }
}
