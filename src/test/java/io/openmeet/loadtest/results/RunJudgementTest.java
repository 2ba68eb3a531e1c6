package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.injector.InjectorHealth.InjectorSecond;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether the target or the injector caused a result. The sample's 1,000 requests take 20 to 119
 * ms; 5 of them fail. Its service levels: P95 below 200 ms, P99 below 500 ms, errors below 1 %, 95
 * requests/s.
 */
class RunJudgementTest {
  private static final Measured UNREADABLE =
      new Measured.Missing("the target's /metrics did not answer in time");

  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  private RunResult result() throws IOException {
    return RunDirectory.read(run.writeTo(folder));
  }

  private static InjectorHealth late(double lagP99Ms) {
    InjectorHealth well = SampleRun.healthy(10);
    return injector(lagP99Ms, well.longestStallMs(), well.linkUseRatio());
  }

  private static InjectorHealth injector(double lagP99Ms, double stallMs, double linkUseRatio) {
    InjectorHealth well = SampleRun.healthy(10);
    return new InjectorHealth(
        well.startLagP50Ms(),
        lagP99Ms,
        lagP99Ms,
        stallMs,
        well.gcPauseTotalMs(),
        well.gcPauseMaxMs(),
        well.gcCount(),
        well.clockStepMs(),
        well.processCpuMeanRatio(),
        well.processCpuMaxRatio(),
        well.machineCpuMeanRatio(),
        well.machineCpuMaxRatio(),
        well.heapUsedMaxBytes(),
        well.heapLimitBytes(),
        well.sentBytesPerSecond(),
        linkUseRatio,
        well.seconds());
  }

  private static boolean tells(List<String> sentences, String beginning) {
    return sentences.stream().anyMatch(sentence -> sentence.startsWith(beginning));
  }

  /** Every request takes that long; of 3,000 ms, a late injector did not cause 2,800. */
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
  void aLateInjectorIsBlamedForNoMoreThanItsLag(int responseMs, double lagMs, RunVerdict verdict)
      throws IOException {
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> responseMs;
    run.injector = late(lagMs);

    assertEquals(verdict, result().outcome().verdict());
  }

  @Test
  void aFailureOfALateInjectorsTargetHasTheLagBesideIt() throws IOException {
    run.responseMs = user -> 3_000;
    run.injector = late(30);

    RunResult result = result();

    assertTrue(tells(result.outcome().reasons(), "API P95 response time is 3,000 ms"));
    assertTrue(tells(result.outcome().warnings(), "The injector's start lag P99 is 30.0 ms"));
  }

  /**
   * An injector that stands still for a second then sends the arrivals of that second at once. Each
   * is up to a second late, and the target is slower because it gets them all together.
   */
  @ParameterizedTest
  @CsvSource({"true, 14", "false, 13"})
  void whatAnInjectorThatStoodStillSendsAtOnceIsNotHeldAgainstTheTarget(
      boolean openModel, int seconds) throws IOException {
    run.planned = openModel;
    theInjectorStandsStillFor1000MsIn30Seconds();

    RunResult result = result();

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
  void whatIsSlowWhileTheInjectorIsWellIsTheTargetsAllTheSame(int responseMs, RunVerdict verdict)
      throws IOException {
    theInjectorStandsStillFor1000MsIn30Seconds();
    IntUnaryOperator burst = run.responseMs;
    run.responseMs = user -> user >= 2_000 ? responseMs : burst.applyAsInt(user);

    RunResult result = result();

    assertEquals(verdict, result.outcome().verdict(), result.outcome().reasons()::toString);
  }

  private void theInjectorStandsStillFor1000MsIn30Seconds() {
    run.slaIds = List.of("api-p95");
    run.seconds = 30;
    run.lateMs = user -> user >= 500 && user < 600 ? 1_000 - (user - 500) * 10 : 0;
    run.responseMs = user -> user >= 500 && user < 700 ? 2_500 : 50;
    run.injector = stoodStill(30, 1_000, second -> second == 5);
  }

  private static InjectorHealth stoodStill(int seconds, double ms, IntPredicate when) {
    List<InjectorSecond> well = SampleRun.healthy(seconds).seconds();
    return injector(1.5, ms, 0.1)
        .withSeconds(
            IntStream.range(0, seconds)
                .mapToObj(
                    second ->
                        new InjectorSecond(
                            well.get(second).startMs(),
                            when.test(second) ? ms : 1.0,
                            0.0,
                            0.5,
                            0.5,
                            1L))
                .toList());
  }

  /** Stalls of 260 ms, and ten times that to catch up after each, explain less than 3,060 ms. */
  @ParameterizedTest
  @CsvSource({"3060, FAIL", "3059, INVALID"})
  void aTargetThatStarvesTheInjectorThroughoutIsBlamed(int responseMs, RunVerdict verdict)
      throws IOException {
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> responseMs;
    run.injector = stoodStill(10, 260, second -> true);

    assertEquals(verdict, result().outcome().verdict());
  }

  /** From 0.5 s before the third second to 5.5 s after it: 8 s, with 100 arrivals each. */
  @ParameterizedTest
  @CsvSource({"801, FAIL", "800, INVALID"})
  void anInjectorThatStoodStillIsBlamedForTheArrivalsOfTheTimeItMadeUp(
      long dropped, RunVerdict verdict) throws IOException {
    run.dropped = dropped;
    run.injector = stoodStill(10, 500, second -> second == 2);

    assertEquals(verdict, result().outcome().verdict());
  }

  @Test
  void whatTheInjectorMayHaveMadeItselfIsToldAsThat() throws IOException {
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> 220;
    run.injector = late(30);

    assertEquals(
        List.of(
            "The injector's start lag P99 is 30.0 ms; the limit is 20 ms. Use more CPU cores, or stop other programs on this machine.",
            "API P95 response time is 220 ms; the limit is < 200 ms (10 % too high), but this says nothing about the target: the injector may have added 30 ms to it."),
        result().outcome().reasons());
  }

  @Test
  void aLagIsToldFromTheLimitThatItDoesNotKeep() throws IOException {
    run.responseMs = user -> 210;
    run.injector = late(20.04);

    String reason = result().outcome().reasons().get(0);

    assertTrue(reason.startsWith("The injector's start lag P99 is 20.04 ms; the limit is 20 ms."));
  }

  @Test
  void errorsAreTheTargetsHoweverLateTheInjectorIs() throws IOException {
    run.failsEvery = 10;
    run.injector = late(1_000);

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        "Error rate is 10.00 %; the limit is < 1.00 % (900 % too high).",
        result.outcome().reasons().get(0));
  }

  /** The target was killed and back in 3 s: its counters are new, and one request in ten failed. */
  @Test
  void dataThatIsMissingNeverOutweighsABrokenLevel() throws IOException {
    run.failsEvery = 10;
    run.observed = Map.of("database-p95", UNREADABLE, "cache-hit-ratio", UNREADABLE);

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertTrue(result.outcome().reasons().get(0).startsWith("Error rate is 10.00 %"));
    assertEquals(3, result.outcome().reasons().size());
  }

  @Test
  void dataThatIsMissingBarsAPass() throws IOException {
    run.observed = Map.of("database-p95", UNREADABLE, "cache-hit-ratio", UNREADABLE);

    assertEquals(RunVerdict.INVALID, result().outcome().verdict());
  }

  /** An injector without measured health may have caused any response time, but no error. */
  @ParameterizedTest
  @CsvSource({"3000, 0, INVALID", "50, 10, FAIL"})
  void withoutItsHealthOnlyErrorsSpeakAgainstTheTarget(
      int responseMs, int failsEvery, RunVerdict verdict) throws IOException {
    run.responseMs = user -> responseMs;
    run.failsEvery = failsEvery;
    run.injector = InjectorHealth.NOT_MEASURED;

    RunResult result = result();

    assertEquals(verdict, result.outcome().verdict());
    assertEquals(
        responseMs == 3000,
        tells(result.outcome().reasons(), "API P95 response time is 3,000 ms"),
        "named");
  }

  /** Each failed request may have removed one user; failures do not explain more missing users. */
  @ParameterizedTest
  @CsvSource({
    "95, 200, 10, FAIL",
    "94.5, 200, 10, INVALID",
    "95, 0, 10, INVALID",
    "100, 0, 10, PASS",
    // 50 failed in total, and 5 in ten seconds.
    "94.5, 200, 100, INVALID"
  })
  void missingUsersAreTheTargetsWhereAsManyRequestsFailed(
      double users, int failsEvery, int seconds, RunVerdict verdict) throws IOException {
    run.planned = false;
    run.seconds = seconds;
    run.injector = SampleRun.healthy(seconds);
    run.intensity = 0.05;
    run.slaIds = List.of("search-users", "error-rate");
    run.failsEvery = failsEvery;
    run.observed = Map.of("search-users", new Measured.Value(users));

    assertEquals(verdict, result().outcome().verdict());
  }

  @Test
  void fewerUsersThanPlannedOfATargetThatAnsweredAllAreInvalid() throws IOException {
    run.planned = false;
    run.intensity = 1;
    run.failsEvery = 0;
    run.slaIds = List.of("search-users", "api-p95");
    run.observed = Map.of("search-users", new Measured.Value(1_864.1));

    RunResult result = result();

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        List.of(
            "Users searching at once is 1,864.1 at once; the limit is >= 2,000 at once (6.8 % too low), but this says nothing about the target: no request failed."),
        result.outcome().reasons());
  }

  /** All arrivals came on time; a hundred of them are answered after the window's end. */
  @Test
  void tooLittleThroughputOfArrivalsOnTimeFails() throws IOException {
    run.slaIds = List.of("throughput");
    run.responseMs = user -> user >= 900 ? 20_000 : 50;

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict(), result.outcome().reasons()::toString);
    assertTrue(result.outcome().reasons().get(0).startsWith("Sustained throughput is 90"));
  }

  @Test
  void tooLittleThroughputOfTooFewArrivalsIsInvalid() throws IOException {
    SampleRun asked = SampleRun.passing();
    asked.slaIds = List.of("throughput");
    run.perSecond = 90;
    Path folderOfRun = run.writeLogTo(folder);
    ObservationsFile.write(asked.observations(), folderOfRun);

    RunResult result = RunDirectory.read(folderOfRun);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertTrue(
        result
            .outcome()
            .reasons()
            .get(3)
            .endsWith("says nothing about the target: the target was not asked for more."),
        result.outcome().reasons()::toString);
  }

  /**
   * 1,000 arrivals in 10 s, 900 of them answered: 50 too few, which are the arrivals of half a
   * second. An injector that stood still for that long may have delayed them itself; a shorter
   * standstill does not explain them.
   */
  @ParameterizedTest
  @CsvSource({"400, FAIL", "500, INVALID"})
  void aLateInjectorIsBlamedForNoMoreMissingAnswersThanItsLag(double lagMs, RunVerdict verdict)
      throws IOException {
    run.slaIds = List.of("throughput");
    run.responseMs = user -> user >= 900 ? 20_000 : 50;
    run.injector = late(lagMs);

    assertEquals(verdict, result().outcome().verdict());
  }

  /** 50 arrivals are also the arrivals of half a second. */
  @ParameterizedTest
  @CsvSource({"400, FAIL", "500, INVALID"})
  void aLateInjectorIsBlamedForNoMoreDroppedArrivalsThanItsLag(double lagMs, RunVerdict verdict)
      throws IOException {
    run.dropped = 50;
    run.injector = late(lagMs);

    assertEquals(verdict, result().outcome().verdict());
  }

  /** These requests are in no figure, so the figures do not show what is missing. */
  @ParameterizedTest
  @ValueSource(ints = {50, 3_000})
  void whatVirtualUsersDidNotDoMakesTheRunInvalidWhateverItsFigures(int responseMs)
      throws IOException {
    run.responseMs = user -> responseMs;
    run.userErrors = new UserErrors(3, "'hook-1' crashed with 'no id'");

    RunResult result = result();

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
  void membersWhoHeardNobodyAreTheTargetsFault() throws IOException {
    run.slaIds = List.of("broadcasts");
    run.observed = Map.of("broadcasts", new Measured.Value(0.9));
    run.injector = late(30);

    assertEquals(RunVerdict.FAIL, result().outcome().verdict());
  }

  /** 20 to 50 ms, minus 30 ms, may meet a limit of 50 ms; 100 to 200 ms may not. */
  @ParameterizedTest
  @CsvSource({"50, 100, INVALID", "100, 200, FAIL"})
  void aLateInjectorsMachineMayHaveHeldUpTheDatabase(double low, double high, RunVerdict verdict)
      throws IOException {
    run.slaIds = List.of("database-p95");
    run.observed = Map.of("database-p95", new Measured.Interval(low, high));
    run.injector = late(30);

    assertEquals(verdict, result().outcome().verdict());
  }

  /** One request in 25 waits for 8 s, as in a freeze; all others are answered in 5 ms. */
  @Test
  void usersWhoWaitAreJudgedByWhatTheyDidNotAskMeanwhile() throws IOException {
    run.planned = false;
    run.failsEvery = 0;
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> user % 25 == 0 ? 8_000 : 5;
    assertEquals(RunVerdict.PASS, result().outcome().verdict(), "4 % do not change a P95");

    run.paceMs = 1_000L;
    RunResult corrected = result();

    assertEquals(RunVerdict.FAIL, corrected.outcome().verdict());
    assertEquals(5, corrected.figures().latency().raw().p95Ms());
    // 40 waits become 8 samples each, of 1 to 8 s: 320 of 1,280, and the 1,216th takes 7 s.
    assertEquals(7_000, corrected.figures().latency().corrected().p95Ms());
  }

  /** One request in 25 is slow: 240 of 6,000. */
  @Test
  void oneSlowRequestIsNotHiddenByManyFastOnes() throws IOException {
    oneInTwentyFiveIs(user -> user % 25 == 24 ? 499 : 5);

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        List.of(
            "API P95 response time is 499 ms; the limit is < 200 ms (150 % too high: the request \"create\"; all together 5 ms)."),
        result.outcome().reasons());
  }

  private void oneInTwentyFiveIs(IntUnaryOperator responseMs) {
    run.failsEvery = 0;
    run.requestNames =
        Stream.concat(Collections.nCopies(24, "search").stream(), Stream.of("create")).toList();
    run.seconds = 60;
    run.injector = SampleRun.healthy(60);
    run.responseMs = responseMs;
    run.slaIds = List.of("api-p95");
  }

  /** 220 ms of all requests, minus a lag of 30 ms, meet the limit of 200 ms; 3 s of one do not. */
  @Test
  void oneSlowRequestIsNotHiddenByWhatALateInjectorMayExcuse() throws IOException {
    oneInTwentyFiveIs(user -> user % 25 == 24 ? 3_000 : 220);
    run.injector = late(30);

    RunResult result = result();

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertTrue(
        tells(result.outcome().reasons(), "API P95 response time is 3,000 ms"),
        result.outcome().reasons()::toString);
  }

  @Test
  void aDamagedLogIsInvalidWhateverItsFigures() throws IOException {
    run.failsEvery = 10;
    Path folderOfRun = run.writeTo(folder);
    Path log = folderOfRun.resolve(RunDirectory.LOG);
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length - 3));

    RunResult result = RunDirectory.read(folderOfRun);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertTrue(
        tells(result.outcome().reasons(), "Error rate is 10."), "a broken level is always named");
  }

  @Test
  void aLevelThatMayBeSkippedIsNotJudgedWithoutData() throws IOException {
    run.slas = List.of(SampleRun.skipped("cache-hit-ratio"), SlaBook.standard().get("api-p95"));
    run.observed = Map.of("cache-hit-ratio", UNREADABLE);

    RunResult result = result();

    assertEquals(RunVerdict.PASS, result.outcome().verdict());
    assertEquals("not judged", result.outcome().slas().get(0).verdict().text());
    assertEquals(
        List.of(
            "Cache hit ratio (> 80.00 %) is not judged, as slas.json allows: the target's /metrics did not answer in time."),
        result.outcome().warnings());
  }

  @Test
  void aLevelThatMayBeSkippedIsJudgedWhereThereIsData() throws IOException {
    run.slas = List.of(SampleRun.skipped("cache-hit-ratio"));
    run.observed = Map.of("cache-hit-ratio", new Measured.Value(0.5));

    assertEquals(RunVerdict.FAIL, result().outcome().verdict());
  }

  @Test
  void aRunOfWhichNothingWasJudgedIsNoPass() throws IOException {
    run.slas = List.of(SampleRun.skipped("cache-hit-ratio"));
    run.observed = Map.of("cache-hit-ratio", UNREADABLE);

    assertEquals(RunVerdict.INVALID, result().outcome().verdict());
  }

  /** 100 users stay for 10 s and ask every second or every two seconds: 1,000 or 500 requests. */
  @ParameterizedTest
  @CsvSource({"1000, PASS", "2000, INVALID"})
  void usersWhoAskLessThanTheirPaceAreTheInjectorsFault(int everyMs, RunVerdict verdict)
      throws IOException {
    run.planned = false;
    run.paceMs = 1_000L;
    run.slaIds = List.of("api-p95");
    Path folderOfRun = run.writeTo(folder);
    LogHeader first =
        new LogHeader("3.15.1", "Users", SampleRun.STARTED_AT_MS, "", List.of("Users"), List.of());
    Window window = run.window();
    try (LogWriter log = new LogWriter(folderOfRun.resolve(RunDirectory.LOG), first)) {
      for (int user = 0; user < 100; user++) {
        log.user(0, true, SampleRun.STARTED_AT_MS);
      }
      for (long at = window.startMs(); at < window.endMs(); at += everyMs) {
        for (int user = 0; user < 100; user++) {
          log.request(List.of(), "Search", at, at + 5, true, "");
        }
      }
      for (int user = 0; user < 100; user++) {
        log.user(0, false, window.endMs() + 5);
      }
    }

    RunResult result = RunDirectory.read(folderOfRun);

    assertEquals(verdict, result.outcome().verdict(), result.outcome().reasons()::toString);
  }

  /** A tenth of a limit of 3,000 ms. */
  @ParameterizedTest
  @CsvSource({"300, PASS", "301, INVALID"})
  void aLagIsMeasuredByTheTightestLimit(double lagMs, RunVerdict verdict) throws IOException {
    run.slaIds = List.of("upload-p95", "upload-p99");
    run.injector = late(lagMs);

    assertEquals(verdict, result().outcome().verdict());
  }

  /** A quarter of a limit of 3,000 ms; for a limit of 200 ms it is more than a quarter. */
  @ParameterizedTest
  @CsvSource({
    "upload-p95, 750, PASS",
    "upload-p95, 751, INVALID",
    "api-p95, 250, PASS",
    "api-p95, 251, INVALID"
  })
  void aStallIsMeasuredByTheTightestLimit(String level, double stallMs, RunVerdict verdict)
      throws IOException {
    run.slaIds = List.of(level);
    run.injector = injector(1.5, stallMs, 0.1);

    assertEquals(verdict, result().outcome().verdict());
  }

  @ParameterizedTest
  @CsvSource({"0.89, FAIL", "0.9, INVALID"})
  void aFullLinkIsBlamedForSlowAnswers(double linkUseRatio, RunVerdict verdict) throws IOException {
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> 3_000;
    run.injector = injector(1.5, 12, linkUseRatio);

    assertEquals(verdict, result().outcome().verdict());
  }

  @Test
  void everyBrokenLevelIsAmongTheReasonsOnce() throws IOException {
    run.failsEvery = 10;
    run.responseMs = user -> 3_000;

    List<String> reasons = new ArrayList<>(result().outcome().reasons());

    assertEquals(4, reasons.size(), reasons::toString);
    reasons.forEach(reason -> assertEquals(1, Collections.frequency(reasons, reason)));
  }
}
