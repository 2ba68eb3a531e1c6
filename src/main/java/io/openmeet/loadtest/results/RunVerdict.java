package io.openmeet.loadtest.results;

/** Verdict on a run; {@link RunJudgement} has the rules. */
public enum RunVerdict {
  /** Every service level was met. */
  PASS,
  /** A service level was broken, arrivals were dropped, or the target's errors stopped the run. */
  FAIL,
  /** Not a valid measurement: it says nothing about the target, and is never a pass. */
  INVALID
}
