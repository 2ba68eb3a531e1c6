package io.openmeet.loadtest.comparison;

/** What the pairs show about a metric of side B against side A. */
public enum Outcome {
  /** B is better: shorter times, more requests in a second, fewer errors, less work. */
  FASTER,
  /** B is worse. */
  SLOWER,
  /** A difference of 5 % would have been seen, and B is within 5 % of A. */
  EQUIVALENT,
  /** The pairs do not decide. */
  INCONCLUSIVE
}
