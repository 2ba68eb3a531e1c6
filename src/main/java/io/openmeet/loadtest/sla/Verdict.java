package io.openmeet.loadtest.sla;

/** The verdict of one service level. A service level without data is never met. */
public enum Verdict {
  MET("met"),
  BROKEN("broken"),
  NO_DATA("no data"),
  /** Without data, which the service level permits ({@link Sla#whenMissing}). */
  NOT_JUDGED("not judged");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
