package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.results.RunVerdict;

/** Exit codes: one for each outcome. */
final class ExitCode {
  static final int PASS = 0;

  /** A service level is broken, or there is a regression. */
  static final int BROKEN = 1;

  /** The usage is wrong, or a needed file is missing or cannot be read. */
  static final int USAGE = 2;

  /** The run is not a valid measurement. */
  static final int INVALID_RUN = 3;

  private ExitCode() {}

  static int of(RunVerdict verdict) {
    return switch (verdict) {
      case PASS -> PASS;
      case FAIL -> BROKEN;
      case INVALID -> INVALID_RUN;
    };
  }
}
