package io.openmeet.loadtest.sla;

/** The verdict of one service level. A service level without data is never met. */
public enum Verdict {
  MET,
  BROKEN,
  NO_DATA,
  /** Without data, which the service level permits ({@link Sla#whenMissing}). */
  NOT_JUDGED
}
