package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.sla.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Service levels without data, and levels that may be skipped without data. */
class MissingDataTest {
  private static final Measured UNREADABLE =
      new Measured.Missing("the target's /metrics did not answer in time");

  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  @Test
  void aLevelWithoutDataIsInvalid() throws IOException {
    run.observed = Map.of("database-p95", UNREADABLE, "cache-hit-ratio", UNREADABLE);

    assertEquals(RunVerdict.INVALID, run.resultIn(folder).outcome().verdict());
  }

  /** The target was killed and back in 3 s: its counters are new, and one request in ten failed. */
  @Test
  void aBrokenLevelDecidesAlsoIfOthersHaveNoData() throws IOException {
    run.failsEvery = 10;
    run.observed = Map.of("database-p95", UNREADABLE, "cache-hit-ratio", UNREADABLE);

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.FAIL, result.outcome().verdict());
    assertTrue(result.outcome().reasons().get(0).startsWith("Error rate is 10.00 %"));
    assertEquals(3, result.outcome().reasons().size());
  }

  @Test
  void aMissingServerMetricIsInvalidAndAnUndecidedBucketToo() throws IOException {
    run.observed =
        Map.of(
            "database-p95", new Measured.Interval(25, 100),
            "cache-hit-ratio", new Measured.Missing("the target was restarted"));

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        List.of(
            "Database query P95 (< 50 ms) cannot be judged: the value is 25 ms to 100 ms, and the limit is in this range.",
            "Cache hit ratio (> 80.00 %) cannot be judged: the target was restarted."),
        result.outcome().reasons());
  }

  @Test
  void aPercentileOfTooFewSamplesHasNoData() throws IOException {
    run.perSecond = 9;
    run.intensity = 0.001;
    run.failsEvery = 0;

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(Verdict.MET, result.outcome().slas().get(0).verdict());
    assertEquals(
        "90 samples in the window, and P99 needs 100 or more",
        result.outcome().slas().get(1).reason());
  }

  @Test
  void aLevelThatMayBeSkippedIsNotJudgedWithoutData() throws IOException {
    run.slas = List.of(SampleRun.skipped("cache-hit-ratio"), SlaBook.standard().get("api-p95"));
    run.observed = Map.of("cache-hit-ratio", UNREADABLE);

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.PASS, result.outcome().verdict());
    assertEquals("not judged", result.outcome().slas().get(0).verdict().text());
    assertEquals(
        List.of(
            "Cache hit ratio (> 80.00 %) is not judged: the target's /metrics did not answer in time."),
        result.outcome().warnings());
  }

  @Test
  void aLevelThatMayBeSkippedIsJudgedIfThereIsData() throws IOException {
    run.slas = List.of(SampleRun.skipped("cache-hit-ratio"));
    run.observed = Map.of("cache-hit-ratio", new Measured.Value(0.5));

    assertEquals(RunVerdict.FAIL, run.resultIn(folder).outcome().verdict());
  }

  @Test
  void aRunWithoutAJudgedLevelIsInvalid() throws IOException {
    run.slas = List.of(SampleRun.skipped("cache-hit-ratio"));
    run.observed = Map.of("cache-hit-ratio", UNREADABLE);

    assertEquals(RunVerdict.INVALID, run.resultIn(folder).outcome().verdict());
  }
}
