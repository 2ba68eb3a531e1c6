package io.openmeet.loadtest.comparison;

/** One of the two variants of an experiment. */
public enum Side {
  /** The baseline. */
  A,
  /** The variant that is compared with the baseline. */
  B
}
