package io.openmeet.loadtest.results;

/** How a run came out; {@link RunJudgement} says when. */
public enum RunVerdict {
  /** Every service level was met. */
  PASS,
  /** One or more were broken, or the target's errors stopped the run. */
  FAIL,
  /** No valid measurement: it says nothing about the target, and is never a pass. */
  INVALID
}
