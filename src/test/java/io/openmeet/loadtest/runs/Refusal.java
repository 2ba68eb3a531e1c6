package io.openmeet.loadtest.runs;

/** How a run ends that does not start: with one sentence, no stack trace, and no load sent. */
final class Refusal {
  /** Not 2: that means a broken assertion, and Maven would continue with the next simulation. */
  private static final int EXIT_CODE = 1;

  private Refusal() {}

  /**
   * Never returns; the result type is for the compiler.
   *
   * @param mistake whose message is a sentence for the user
   */
  static RuntimeException exit(RuntimeException mistake) {
    System.out.flush();
    System.err.println();
    System.err.println("The load test cannot start. " + mistake.getMessage());
    System.err.println();
    System.exit(EXIT_CODE);
    return mistake;
  }

  /**
   * For a simulation that does not run here, which is no mistake. Never returns.
   *
   * @param reason whose message is a clause
   */
  static RuntimeException leaveOut(String simulation, RuntimeException reason) {
    System.out.println("%s is left out: %s.".formatted(simulation, reason.getMessage()));
    System.out.flush();
    System.exit(0);
    return reason;
  }
}
