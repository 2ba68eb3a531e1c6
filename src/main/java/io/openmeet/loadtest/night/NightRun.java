package io.openmeet.loadtest.night;

import io.openmeet.loadtest.launch.Simulations;
import io.openmeet.loadtest.results.RunVerdict;
import java.util.List;

/**
 * A run of a night that has ended.
 *
 * @param simulation class name with its package
 * @param attempt 1, or 2 when the first was INVALID
 * @param folder name of the run's folder in the folder of all results; null when there is none
 * @param verdict INVALID also when the run did not come to its end; null when the simulation does
 *     not run on this machine
 * @param reasons for a verdict other than PASS, or for none, a sentence each
 * @param target its address; null when the run did not come to its end
 * @param gitCommit of the checkout; null when it is not known
 */
public record NightRun(
    String simulation,
    int attempt,
    String folder,
    RunVerdict verdict,
    List<String> reasons,
    String target,
    String gitCommit) {
  /** More reasons are in the run's own reports. */
  private static final int MOST_REASONS = 5;

  public NightRun {
    reasons = reasons.stream().limit(MOST_REASONS).toList();
  }

  static NightRun leftOut(String simulation, String reason) {
    return new NightRun(simulation, 1, null, null, List.of(reason), null, null);
  }

  /** Whether the simulation does not run on this machine, which is no fault. */
  public boolean wasLeftOut() {
    return verdict == null;
  }

  /** The verdict for people. */
  public String outcome() {
    return wasLeftOut() ? "left out" : verdict.name();
  }

  /** The class, without its package. */
  public String simpleName() {
    return Simulations.simpleName(simulation);
  }
}
