package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Verdict;
import java.util.List;

/** How a run came out. */
public enum RunVerdict {
  /** Every service level was met. */
  PASS,
  /** One or more were broken. */
  FAIL,
  /** No valid measurement: it says nothing about the target, and is never a pass. */
  INVALID;

  /** A level without data makes the run invalid, whatever the others say. */
  public static RunVerdict of(List<SlaOutcome> outcomes) {
    if (outcomes.isEmpty() || has(outcomes, Verdict.NO_DATA)) {
      return INVALID;
    }
    return has(outcomes, Verdict.BROKEN) ? FAIL : PASS;
  }

  private static boolean has(List<SlaOutcome> outcomes, Verdict verdict) {
    return outcomes.stream().anyMatch(outcome -> outcome.verdict() == verdict);
  }
}
