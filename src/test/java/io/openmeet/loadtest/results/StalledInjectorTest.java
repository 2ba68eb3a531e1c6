package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An injector that stands still sends all overdue requests together. A standstill and ten times its
 * length may explain slow answers and missing requests.
 */
class StalledInjectorTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  /**
   * Users 200 to 399 were due while the injector stood still for two seconds; all come at its end.
   */
  @Test
  void aStallIsInvalidAndOnlyTheCorrectedTimesShowIt() throws IOException {
    run.lateMs = user -> user >= 200 && user < 400 ? 2000 - (user - 200) * 10 : 0;
    int[] logged = IntStream.range(0, 1000).map(run.responseMs).sorted().toArray();
    int[] felt =
        IntStream.range(0, 1000)
            .map(user -> run.responseMs.applyAsInt(user) + run.lateMs.applyAsInt(user))
            .sorted()
            .toArray();

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(logged[989], result.figures().latency().raw().p99Ms());
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

  /**
   * An injector that stands still for a second then sends the arrivals of that second at once. Each
   * is up to a second late, and the target is slower because it gets them all together.
   */
  @ParameterizedTest
  @CsvSource({"true, 14", "false, 13"})
  void slowAnswersToTheBurstAfterAStallSayNothingAboutTheTarget(boolean openModel, int seconds)
      throws IOException {
    run.planned = openModel;
    theInjectorStandsStillFor1000MsIn30Seconds();

    RunResult result = run.resultIn(folder);

    assertEquals(
        RunVerdict.INVALID, result.outcome().verdict(), result.outcome().reasons()::toString);
    String last = result.outcome().reasons().get(result.outcome().reasons().size() - 1);
    assertTrue(
        last.endsWith(
            "but this says nothing about the target: the injector may be the cause, because it stood still or caught up for %d s."
                .formatted(seconds)),
        last);
  }

  /** The injector may have added its standstill of one second to the requests under way. */
  @ParameterizedTest
  @CsvSource({"1200, FAIL", "1199, INVALID"})
  void slowAnswersOutsideTheStallSpeakAgainstTheTarget(int responseMs, RunVerdict verdict)
      throws IOException {
    theInjectorStandsStillFor1000MsIn30Seconds();
    IntUnaryOperator burst = run.responseMs;
    run.responseMs = user -> user >= 2_000 ? responseMs : burst.applyAsInt(user);

    RunResult result = run.resultIn(folder);

    assertEquals(verdict, result.outcome().verdict(), result.outcome().reasons()::toString);
  }

  private void theInjectorStandsStillFor1000MsIn30Seconds() {
    run.slaIds = List.of("api-p95");
    run.seconds = 30;
    run.lateMs = user -> user >= 500 && user < 600 ? 1_000 - (user - 500) * 10 : 0;
    run.responseMs = user -> user >= 500 && user < 700 ? 2_500 : 50;
    run.injector = SampleHealth.stoodStill(30, 1_000, second -> second == 5);
  }

  /** Stalls of 260 ms, and ten times that to catch up after each, explain less than 3,060 ms. */
  @ParameterizedTest
  @CsvSource({"3060, FAIL", "3059, INVALID"})
  void stallsInEverySecondExplainNoMoreThanTheyCanAdd(int responseMs, RunVerdict verdict)
      throws IOException {
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> responseMs;
    run.injector = SampleHealth.stoodStill(10, 260, second -> true);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }

  /** From 0.5 s before the third second to 5.5 s after it: 8 s, with 100 arrivals each. */
  @ParameterizedTest
  @CsvSource({"801, FAIL", "800, INVALID"})
  void aStallExplainsTheDroppedArrivalsOfItsTime(long dropped, RunVerdict verdict)
      throws IOException {
    run.dropped = dropped;
    run.injector = SampleHealth.stoodStill(10, 500, second -> second == 2);

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }
}
