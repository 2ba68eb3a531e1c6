package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrivals that were dropped, because the target had too many requests in flight. */
class DroppedArrivalsTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  /** 100 requests/s were answered and 95 were planned: only the dropped arrivals are wrong. */
  @Test
  void droppedArrivalsBreakTheThroughputAtAnyValue() throws IOException {
    run.dropped = 12;

    RunResult result = run.resultIn(folder);

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

    assertEquals(Verdict.BROKEN, run.resultIn(folder).outcome().slas().get(0).verdict());
  }

  /** A simulation may be judged by response times only. */
  @Test
  void droppedArrivalsFailARunWhoseLevelsAreAllMet() throws IOException {
    run.dropped = 1;
    run.slaIds = List.of("api-p95");

    RunResult result = run.resultIn(folder);

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

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict(), result.outcome().reasons()::toString);
    assertEquals(4, result.outcome().reasons().size());
  }

  @Test
  void droppedArrivalsAreAWarningIfTheInjectorWasNotMeasured() throws IOException {
    run.dropped = 12;
    run.injector = InjectorHealth.NOT_MEASURED;

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertTrue(
        result.outcome().warnings().get(0).startsWith("12 of 1,000 planned arrivals were dropped"),
        result.outcome().warnings()::toString);
  }
}
