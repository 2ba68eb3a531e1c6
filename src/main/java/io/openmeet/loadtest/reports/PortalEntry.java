package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * One run in the list of all runs.
 *
 * @param folder its name in the folder of all results
 * @param startedAt in UTC
 * @param gatlingReport whether Gatling's report exists, or will exist
 * @param results null when they are unknown
 * @param problem why the results are unknown; null when they are known
 * @param loggedAtMs when the run last wrote to its log, if it has no results: it may still run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PortalEntry(
    String folder,
    String startedAt,
    boolean gatlingReport,
    @JsonUnwrapped Results results,
    String problem,
    Long loggedAtMs) {
  /**
   * A figure that the run does not have is null.
   *
   * @param reason why the verdict is not PASS, in a few words; null for PASS
   * @param levelLabels by the level's id; for the trends
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Results(
      String simulation,
      String profile,
      String verdict,
      String reason,
      int levels,
      int levelsMet,
      Double errorRatio,
      Double rps,
      Integer p95Ms,
      Integer p99Ms,
      Long peakUsers,
      @JsonIgnore Map<String, LevelLabel> levelLabels) {}

  /** By the level's id; empty when the results are unknown. */
  Map<String, LevelLabel> levelLabels() {
    return results == null ? Map.of() : results.levelLabels();
  }

  static PortalEntry of(String folder, String startedAt, boolean gatlingReport, Results results) {
    return new PortalEntry(folder, startedAt, gatlingReport, results, null, null);
  }

  static PortalEntry unreadable(
      String folder, String startedAt, boolean gatlingReport, String problem, Long loggedAtMs) {
    return new PortalEntry(folder, startedAt, gatlingReport, null, problem, loggedAtMs);
  }
}
