package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One run in the list of all runs.
 *
 * @param folder its name, below the folder of all results
 * @param startedAt in UTC
 * @param problem why nothing is known of the run; null when all is well
 * @param loggedAtMs when it last wrote to its log, if that is all there is of it: it may go on
 * @param reason why the verdict is no PASS, in a few words; null when there is none
 * @param gatlingReport whether there is one to link to, or will be
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
