package io.openmeet.loadtest.results;

import io.openmeet.loadtest.statistics.Required;

/**
 * Why a run ended early.
 *
 * @param reason a sentence for the reports
 * @param verdict {@link RunVerdict#FAIL} when the target's errors ended it, {@link
 *     RunVerdict#INVALID} otherwise
 */
public record Stop(String reason, RunVerdict verdict) {
  public Stop {
    Required.that(reason != null && !reason.isBlank(), "stopped.reason", "a sentence", reason);
    Required.that(
        verdict == RunVerdict.FAIL || verdict == RunVerdict.INVALID,
        "stopped.verdict",
        "FAIL or INVALID",
        verdict);
  }

  /** The target answered with too many errors, so it fails. */
  public static Stop forErrors(String reason) {
    return new Stop(reason, RunVerdict.FAIL);
  }

  /** For any other reason: the run says nothing about the target. */
  public static Stop unmeasured(String reason) {
    return new Stop(reason, RunVerdict.INVALID);
  }

  boolean isForErrors() {
    return verdict == RunVerdict.FAIL;
  }
}
