package io.openmeet.loadtest.results;

/**
 * Why a run ended before its time.
 *
 * @param reason a sentence for people
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

  /** The target answered with too many errors: that is its failure. */
  public static Stop forErrors(String reason) {
    return new Stop(reason, RunVerdict.FAIL);
  }

  /** For any other reason: nothing can be said of the target. */
  public static Stop unmeasured(String reason) {
    return new Stop(reason, RunVerdict.INVALID);
  }

  boolean isForErrors() {
    return verdict == RunVerdict.FAIL;
  }
}
