package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleBrowser;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryEntryTest {
  @TempDir Path folder;

  private HistoryEntry entryOf(SampleRun sample) throws IOException {
    return HistoryEntry.of(RunDirectory.read(sample.writeTo(folder)), "a-run");
  }

  /** Five of 1,000 requests fail; response times are 20 to 119 ms, ten of each. */
  @Test
  void keepsWhatTheRunMeasured() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.slaIds = List.of("api-p95", "error-rate", "database-p95", "cache-hit-ratio");

    assertEquals(
        new HistoryEntry(
            2,
            "a-run",
            "2026-05-04T03:02:01.000Z",
            "ApiSimulation",
            "smoke",
            "http://127.0.0.1:8080",
            RunVerdict.PASS,
            null,
            "0123456789ab",
            "06d4cc3fd11a2cc9582025b38b0a605d580f32f5",
            10.0,
            "AMD EPYC",
            new HistoryTotals(1000, 0.005, 99.4, 69, 114, 118),
            List.of(
                level("api-p95", Unit.MILLISECONDS, 200, 114.0, null, null, Verdict.MET),
                level("error-rate", Unit.RATIO, 0.01, 0.005, null, null, Verdict.MET),
                level("database-p95", Unit.MILLISECONDS, 50, null, 5.0, 10.0, Verdict.MET),
                level("cache-hit-ratio", Unit.RATIO, 0.8, 0.93, null, null, Verdict.MET)),
            List.of()),
        entryOf(sample));
  }

  private static HistoryLevel level(
      String id, Unit unit, double limit, Double actual, Double low, Double high, Verdict verdict) {
    return new HistoryLevel(id, unit, limit, actual, low, high, null, null, verdict);
  }

  @Test
  void keepsAnInvalidRunAsSuchWithItsFirstReason() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.slaIds = List.of("cache-hit-ratio");
    sample.observed = Map.of("cache-hit-ratio", new Measured.Missing("the target was restarted"));

    HistoryEntry entry = entryOf(sample);

    assertEquals(RunVerdict.INVALID, entry.verdict());
    assertEquals(
        "Cache hit ratio (> 80.00 %) cannot be judged: the target was restarted.", entry.reason());
    assertEquals(
        List.of(level("cache-hit-ratio", Unit.RATIO, 0.8, null, null, null, Verdict.NO_DATA)),
        entry.slas());
  }

  @Test
  void keepsAScore() throws IOException {
    assertEquals(
        level("browser-cls", Unit.SCORE, 0.1, 0.12, null, null, Verdict.BROKEN),
        entryOf(SampleBrowser.run()).slas().get(2));
  }

  @Test
  void keepsARangeWithoutAnEnd() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.slaIds = List.of("database-p95");
    sample.observed = Map.of("database-p95", new Measured.Interval(5000, Double.POSITIVE_INFINITY));

    assertEquals(
        List.of(level("database-p95", Unit.MILLISECONDS, 50, null, 5000.0, null, Verdict.BROKEN)),
        entryOf(sample).slas());
  }

  /** "The run was stopped: " has 21 characters, so 179 are left. */
  @Test
  void cutsALongReason() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.stopped = Stop.forErrors("🎉".repeat(180));

    assertEquals("The run was stopped: " + "🎉".repeat(179) + "…", entryOf(sample).reason());
  }

  @Test
  void aRunWithoutRequestsHasNoFigures() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.requestsLeftOut = true;

    assertEquals(new HistoryTotals(0, null, 0, null, null, null), entryOf(sample).totals());
  }
}
