package io.openmeet.loadtest.sla;

/** How one service level came out. A level without data is never met. */
public enum Verdict {
  MET,
  BROKEN,
  NO_DATA
}
