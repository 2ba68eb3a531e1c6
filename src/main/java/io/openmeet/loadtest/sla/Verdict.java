package io.openmeet.loadtest.sla;

/** How one service level came out. A level without data is never met. */
public enum Verdict {
  MET,
  BROKEN,
  NO_DATA,
  /** Without data, and left out by choice for that ({@link Sla#whenMissing}). */
  NOT_JUDGED
}
