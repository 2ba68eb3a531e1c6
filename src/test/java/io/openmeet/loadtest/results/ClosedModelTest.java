package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in which a number of users is held, and each user waits for its answers. */
class ClosedModelTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

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
  void missingUsersSpeakAgainstTheTargetIfAsManyRequestsFailed(
      double users, int failsEvery, int seconds, RunVerdict verdict) throws IOException {
    run.planned = false;
    run.seconds = seconds;
    run.injector = SampleHealth.healthy(seconds);
    run.intensity = 0.05;
    run.slaIds = List.of("search-users", "error-rate");
    run.failsEvery = failsEvery;
    run.observed = Map.of("search-users", new Measured.Value(users));

    assertEquals(verdict, run.resultIn(folder).outcome().verdict());
  }

  @Test
  void missingUsersAreInvalidIfNoRequestFailed() throws IOException {
    run.planned = false;
    run.intensity = 1;
    run.failsEvery = 0;
    run.slaIds = List.of("search-users", "api-p95");
    run.observed = Map.of("search-users", new Measured.Value(1_864.1));

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        List.of(
            "Users searching at once is 1,864.1 at once; the limit is >= 2,000 at once (6.8 % too low), but this says nothing about the target: no request failed."),
        result.outcome().reasons());
  }

  /** One request in 25 waits for 8 s, as in a freeze; all others are answered in 5 ms. */
  @Test
  void waitingUsersAreJudgedAlsoByTheRequestsThatTheyDidNotSend() throws IOException {
    run.planned = false;
    run.failsEvery = 0;
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> user % 25 == 0 ? 8_000 : 5;
    assertEquals(
        RunVerdict.PASS, run.resultIn(folder).outcome().verdict(), "4 % do not change a P95");

    run.paceMs = 1_000L;
    RunResult corrected = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, corrected.outcome().verdict());
    assertEquals(5, corrected.figures().latency().raw().p95Ms());
    // 40 waits become 8 samples each, of 1 to 8 s: 320 of 1,280, and the 1,216th takes 7 s.
    assertEquals(7_000, corrected.figures().latency().corrected().p95Ms());
  }

  /** 100 users stay for 10 s and ask every second or every two seconds: 1,000 or 500 requests. */
  @ParameterizedTest
  @CsvSource({"1000, PASS", "2000, INVALID"})
  void usersSlowerThanTheirPaceAreInvalid(int everyMs, RunVerdict verdict) throws IOException {
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
}
