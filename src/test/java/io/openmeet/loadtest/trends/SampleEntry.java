package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes runs of a history; what a test does not set is a run of {@code ApiSimulation} that passed.
 */
public final class SampleEntry {
  public String run = "apisimulation-20260504030201000";
  public String startedAt = "2026-05-04T03:02:01.000Z";
  public String simulation = "ApiSimulation";
  public String profile = "smoke";
  public String target = "http://127.0.0.1:8080";
  public RunVerdict verdict = RunVerdict.PASS;
  public String reason;
  public String fingerprint = "0123456789ab";
  public String gitCommit = "06d4cc3fd11a2cc9582025b38b0a605d580f32f5";
  public String processor = "AMD EPYC";
  public HistoryTotals totals = new HistoryTotals(1000, 0.005, 99.4, 68, 114, 118);
  public List<HistoryLevel> slas =
      List.of(
          new HistoryLevel(
              "api-p95", Unit.MILLISECONDS, 200.0, 114.0, null, null, 108.0, 121.0, Verdict.MET),
          new HistoryLevel(
              "database-p95", Unit.MILLISECONDS, 50.0, null, 5.0, 10.0, null, null, Verdict.MET));

  public List<WorkFigure> work =
      List.of(new WorkFigure("queries_total", Map.of("query", "find"), 0.25));

  /**
   * @param startedAt such as 2026-05-04T03:02:01.000Z
   */
  public static SampleEntry at(String startedAt) {
    SampleEntry entry = new SampleEntry();
    entry.startedAt = startedAt;
    entry.run = "apisimulation-" + startedAt.replaceAll("\\D", "");
    return entry;
  }

  public SampleEntry of(String simulation, String profile) {
    this.simulation = simulation;
    this.profile = profile;
    this.run = run.replaceFirst("^[^-]*", simulation.toLowerCase(Locale.ROOT));
    return this;
  }

  public SampleEntry ended(RunVerdict verdict, String reason) {
    this.verdict = verdict;
    this.reason = reason;
    return this;
  }

  public HistoryEntry entry() {
    return new HistoryEntry(
        HistoryEntry.SCHEMA_VERSION,
        run,
        startedAt,
        simulation,
        profile,
        target,
        verdict,
        reason,
        fingerprint,
        gitCommit,
        10,
        processor,
        totals,
        slas,
        work);
  }
}
