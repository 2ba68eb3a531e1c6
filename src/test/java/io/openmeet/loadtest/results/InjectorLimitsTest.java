package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.InjectorHealth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which lag, stall, use of the network and number of arrivals on a run is INVALID. */
class InjectorLimitsTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  /** A tenth of a limit of 3,000 ms. */
  @ParameterizedTest
  @CsvSource({"300, PASS", "301, INVALID"})
  void theLimitOfTheLagFollowsTheTightestResponseTime(double lagMs, RunVerdict verdict)
      throws IOException {
    run.slaIds = List.of("upload-p95", "upload-p99");
    run.injector = SampleHealth.late(lagMs);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }

  /** A quarter of a limit of 3,000 ms; for a limit of 200 ms it is more than a quarter. */
  @ParameterizedTest
  @CsvSource({
    "upload-p95, 750, PASS",
    "upload-p95, 751, INVALID",
    "api-p95, 250, PASS",
    "api-p95, 251, INVALID"
  })
  void theLimitOfAStallFollowsTheTightestResponseTime(
      String level, double stallMs, RunVerdict verdict) throws IOException {
    run.slaIds = List.of(level);
    run.injector = SampleHealth.longestStall(stallMs);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }

  @ParameterizedTest
  @CsvSource({"0.89, FAIL", "0.9, INVALID"})
  void aFullLinkMayExplainAnySlowAnswer(double linkUseRatio, RunVerdict verdict)
      throws IOException {
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> 3_000;
    run.injector = SampleHealth.linkUse(linkUseRatio);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }

  @Test
  void anInjectorWithoutMeasuredHealthIsInvalid() throws IOException {
    run.injector = InjectorHealth.NOT_MEASURED;

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    // The log shows lag and stalls of an open model; it cannot show pauses and clock.
    assertEquals(
        List.of(
            "The injector's longest garbage collection pause was not measured, so it is not known whether the injector kept up; the limit is 200 ms. Run again with health monitoring.",
            "The injector's largest step of the wall clock was not measured, so it is not known whether the injector kept up; the limit is 50 ms. Run again with health monitoring."),
        result.outcome().reasons());
  }

  /** An injector without measured health may have caused any response time, but no error. */
  @ParameterizedTest
  @CsvSource({"3000, 0, INVALID", "50, 10, FAIL"})
  void withoutMeasuredHealthOnlyErrorsSpeakAgainstTheTarget(
      int responseMs, int failsEvery, RunVerdict verdict) throws IOException {
    run.responseMs = user -> responseMs;
    run.failsEvery = failsEvery;
    run.injector = InjectorHealth.NOT_MEASURED;

    RunResult result = run.resultIn(folder);

    assertEquals(verdict, result.outcome().verdict());
    assertEquals(
        responseMs == 3000,
        result.outcome().reasons().stream()
            .anyMatch(sentence -> sentence.startsWith("API P95 response time is 3,000 ms")),
        "named");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "98 | 100 | 980 of 1,000 planned users (98.00 %)",
        "4930 | 4980 | 49,300 of 49,800 planned users (98.996 %)"
      })
  void tooFewArrivalsAreInvalid(int came, int planned, String started) throws IOException {
    run.plannedPerSecond = planned;
    run.perSecond = came;

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        "The injector started %s; the limit is 99 %%. Use more CPU cores or memory, or split the load over several injectors."
            .formatted(started),
        result.outcome().reasons().get(0));
  }

  @Test
  void ninetyNinePercentOfTheArrivalsAreEnough() throws IOException {
    run.plannedPerSecond = 101;

    RunResult result = run.resultIn(folder);

    assertTrue(
        result.outcome().reasons().stream()
            .noneMatch(reason -> reason.startsWith("The injector started")));
    ArrivalFigures arrivals = result.figures().arrivals();
    assertEquals(1010, arrivals.planned());
    assertEquals(1000, arrivals.delivered());
    assertEquals(0.990099, arrivals.deliveredRatio());
  }
}
