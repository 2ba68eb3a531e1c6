package io.openmeet.loadtest.night;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.openmeet.loadtest.results.RunVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a night: the file {@code night.json}, which is written after each run, so that
 * an interrupted night can go on.
 *
 * @param id name of the night's folder
 * @param startedAt in UTC, such as 2026-05-04T03:00:00Z
 * @param endedAt in UTC; null while the night goes on
 * @param runs those that have ended, in their order
 * @param conclusion null while the night goes on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Night(
    int schemaVersion,
    String id,
    String startedAt,
    String endedAt,
    NightPlan plan,
    List<NightRun> runs,
    Conclusion conclusion) {
  static final int SCHEMA_VERSION = 1;

  /**
   * What the night says when its last run has ended.
   *
   * @param verdict FAIL when a valid run shows that a level is broken; otherwise INVALID when a
   *     simulation has no valid run
   * @param regressions figures that are lastingly worse, and work of this night that left its
   *     noise, a sentence each; nobody has acknowledged them
   * @param changes against the last comparable night, a sentence each
   * @param comparedWith id of that night; null when there is none
   * @param since id of the first of the nights in a row with this verdict
   * @param command that repeats the night
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Conclusion(
      RunVerdict verdict,
      List<String> regressions,
      List<String> changes,
      String comparedWith,
      String since,
      String command) {
    public Conclusion {
      regressions = List.copyOf(regressions);
      changes = List.copyOf(changes);
    }
  }

  public Night {
    runs = List.copyOf(runs);
  }

  static Night begun(String id, String startedAt, NightPlan plan) {
    return new Night(SCHEMA_VERSION, id, startedAt, null, plan, List.of(), null);
  }

  Night with(NightRun run) {
    List<NightRun> all = new ArrayList<>(runs);
    all.add(run);
    return new Night(schemaVersion, id, startedAt, endedAt, plan, all, conclusion);
  }

  Night concluded(String endedAt, Conclusion conclusion) {
    return new Night(schemaVersion, id, startedAt, endedAt, plan, runs, conclusion);
  }

  @JsonIgnore
  public boolean hasEnded() {
    return endedAt != null && conclusion != null;
  }

  /** The last run of each simulation: a repeated one takes the place of the first. */
  public List<NightRun> lastRuns() {
    Map<String, NightRun> last = new LinkedHashMap<>();
    runs.forEach(run -> last.put(run.simulation(), run));
    return List.copyOf(last.values());
  }

  /**
   * Whether the last night with the same plan had another verdict; the first night changes it
   * unless it passes.
   */
  public boolean changesTheVerdict() {
    boolean begins = conclusion.since().equals(id);
    return begins && (conclusion.comparedWith() != null || conclusion.verdict() != RunVerdict.PASS);
  }

  /** The verdict of the runs so far. */
  RunVerdict verdict() {
    List<NightRun> last = lastRuns();
    List<RunVerdict> verdicts =
        last.stream().map(NightRun::verdict).filter(Objects::nonNull).toList();
    if (verdicts.contains(RunVerdict.FAIL)) {
      return RunVerdict.FAIL;
    }
    boolean isWhole = last.size() == plan.simulations().size() && !verdicts.isEmpty();
    return isWhole && !verdicts.contains(RunVerdict.INVALID) ? RunVerdict.PASS : RunVerdict.INVALID;
  }
}
