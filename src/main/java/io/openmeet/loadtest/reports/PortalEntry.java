package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One run in the list of all runs.
 *
 * @param folder its name in the folder of all results
 * @param startedAt in UTC
 * @param problem why the results of the run are unknown; null when they are known
 * @param loggedAtMs when the run last wrote to its log, if it has no results: it may still run
 * @param reason why the verdict is not PASS, in a few words; null for PASS
 * @param gatlingReport whether the report exists, or will exist
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PortalEntry(
    String folder,
    String startedAt,
    String problem,
    Long loggedAtMs,
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
    boolean gatlingReport) {

  static PortalEntry unreadable(
      String folder, String startedAt, String problem, Long loggedAtMs, boolean gatlingReport) {
    return new PortalEntry(
        folder,
        startedAt,
        problem,
        loggedAtMs,
        null,
        null,
        null,
        null,
        0,
        0,
        null,
        null,
        null,
        null,
        null,
        gatlingReport);
  }
}
