package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.injector.InjectorHealth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were stopped: only a stop for the target's errors is FAIL. */
class StoppedRunTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  @Test
  void aStopForErrorsFailsAndKeepsTheFigures() throws IOException {
    run.stopped = Stop.forErrors("60 % of the requests failed for 10 s.");
    run.observed = Map.of();

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        "The run was stopped: 60 % of the requests failed for 10 s.",
        result.outcome().reasons().get(0));
    assertEquals(3, result.outcome().reasons().size());
    assertTrue(result.outcome().partial());
    assertEquals(1000, result.figures().totals().count());
  }

  @Test
  void aStopForErrorsFailsAlsoIfTheInjectorWasLate() throws IOException {
    run.stopped = Stop.forErrors("60 % of the requests failed for 10 s.");
    run.lateMs = user -> user >= 200 && user < 400 ? 2000 - (user - 200) * 10 : 0;

    RunResult result = run.resultIn(folder);

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

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertEquals(
        "The run was stopped: no answer came for 10 s.", result.outcome().reasons().get(0));
    assertEquals(List.of(), result.outcome().warnings());
  }

  @Test
  void anyOtherStopIsInvalid() throws IOException {
    run.stopped = Stop.unmeasured("The disk is full.");

    assertEquals(RunVerdict.INVALID, run.resultIn(folder).outcome().verdict());
  }

  /** The injector's health was not measured yet, so it is no reason. */
  @Test
  void aStopInTheWarmUpHasNoOtherReason() throws IOException {
    run.planned = false;
    run.slaIds = List.of("api-p95");
    run.stopped = Stop.unmeasured("only 5 of 100 users had signed in after 5 s.");
    run.injector = InjectorHealth.NOT_MEASURED;

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        List.of("The run was stopped: only 5 of 100 users had signed in after 5 s."),
        result.outcome().reasons());
  }
}
