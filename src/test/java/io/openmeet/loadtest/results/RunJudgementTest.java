package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The verdict and its reasons. The sample's 1,000 requests take 20 to 119 ms; 5 of them fail. Its
 * service levels: P95 below 200 ms, P99 below 500 ms, errors below 1 %, 95 requests/s.
 */
class RunJudgementTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  @Test
  void aSlowTargetUnderAHealthyInjectorFails() throws IOException {
    run.responseMs = user -> 300 + user % 100;

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        List.of("API P95 response time is 394 ms; the limit is < 200 ms (97 % too high)."),
        result.outcome().reasons());
    SlaResult p95 = result.outcome().slas().get(0);
    assertEquals(394, p95.actual());
    assertEquals(-0.97, p95.marginRatio());
  }

  @Test
  void everyBrokenLevelIsAmongTheReasonsOnce() throws IOException {
    run.failsEvery = 10;
    run.responseMs = user -> 3_000;

    List<String> reasons = new ArrayList<>(run.resultIn(folder).outcome().reasons());

    assertEquals(4, reasons.size(), reasons::toString);
    reasons.forEach(reason -> assertEquals(1, Collections.frequency(reasons, reason)));
  }

  /** All arrivals came on time; a hundred of them are answered after the window's end. */
  @Test
  void tooLittleThroughputOfArrivalsOnTimeFails() throws IOException {
    run.slaIds = List.of("throughput");
    run.responseMs = user -> user >= 900 ? 20_000 : 50;

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict(), result.outcome().reasons()::toString);
    assertTrue(result.outcome().reasons().get(0).startsWith("Sustained throughput is 90"));
  }

  @Test
  void tooLittleThroughputOfTooFewArrivalsIsInvalid() throws IOException {
    run.slaIds = List.of("throughput");
    run.plannedPerSecond = 100;
    run.perSecond = 90;

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertTrue(
        result
            .outcome()
            .reasons()
            .get(3)
            .endsWith("says nothing about the target: the target was not asked for more."),
        result.outcome().reasons()::toString);
  }

  /** One request in 25 is slow: 240 of 6,000. */
  @Test
  void oneSlowRequestIsNotHiddenByManyFastOnes() throws IOException {
    oneInTwentyFiveIs(user -> user % 25 == 24 ? 499 : 5);

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        List.of(
            "API P95 response time is 499 ms; the limit is < 200 ms (150 % too high: the request \"create\"; all together 5 ms)."),
        result.outcome().reasons());
  }

  /** 220 ms of all requests, minus a lag of 30 ms, meet the limit of 200 ms; 3 s of one do not. */
  @Test
  void oneSlowRequestIsNotHiddenByTheLagOfTheInjector() throws IOException {
    oneInTwentyFiveIs(user -> user % 25 == 24 ? 3_000 : 220);
    run.injector = SampleHealth.late(30);

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertTrue(
        result.outcome().reasons().stream()
            .anyMatch(sentence -> sentence.startsWith("API P95 response time is 3,000 ms")),
        result.outcome().reasons()::toString);
  }

  private void oneInTwentyFiveIs(IntUnaryOperator responseMs) {
    run.failsEvery = 0;
    run.requestNames =
        Stream.concat(Collections.nCopies(24, "search").stream(), Stream.of("create")).toList();
    run.seconds = 60;
    run.injector = SampleHealth.healthy(60);
    run.responseMs = responseMs;
    run.slaIds = List.of("api-p95");
  }

  /** These requests are in no figure, so the figures do not show what is missing. */
  @ParameterizedTest
  @ValueSource(ints = {50, 3_000})
  void errorsOfVirtualUsersAreInvalidAtAnyFigures(int responseMs) throws IOException {
    run.responseMs = user -> responseMs;
    run.userErrors = new UserErrors(3, "'hook-1' crashed with 'no id'");

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertTrue(
        result
            .outcome()
            .reasons()
            .get(0)
            .startsWith(
                "Virtual users failed 3 times because of the simulation itself; no figure includes these failures, and they lower the load; the limit is 0. The first: 'hook-1' crashed with 'no id'."),
        result.outcome().reasons()::toString);
  }

  @Test
  void aWarmUpThatEndedUnsteadyIsAWarning() throws IOException {
    run.warmUp =
        new WarmUpFigures(120, WarmUpFigures.Outcome.BOUND, List.of("P95 1,413 -> 2,929 ms"));

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.PASS, result.outcome().verdict());
    assertEquals(
        List.of(
            "The window opened after 120 s of warm-up, but the load was not yet steady and complete (P95 1,413 -> 2,929 ms), so the figures may include a part of the warm-up. Find the cause, or allow more time (-Dwarmup.max)."),
        result.outcome().warnings());
  }
}
