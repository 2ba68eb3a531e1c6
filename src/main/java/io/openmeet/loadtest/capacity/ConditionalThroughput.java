package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.capacity.Trial.Outcome;
import java.util.Comparator;
import java.util.List;

/**
 * The load that is typically answered well at a lower bound, errors and late answers taken off.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9971">RFC 9971, appendix B</a>
 */
final class ConditionalThroughput {
  private ConditionalThroughput() {}

  /**
   * @param load a lower bound
   * @param trials at this load; at least one is valid and of full length
   * @return in the unit of the load
   */
  static double of(int load, List<Trial> trials, SearchGoal goal) {
    List<Trial> full =
        trials.stream()
            .filter(trial -> trial.outcome() != Outcome.INVALID)
            .filter(trial -> trial.seconds() >= goal.finalSeconds())
            .sorted(Comparator.comparingDouble(Trial::lossRatio))
            .toList();
    int measured = full.stream().mapToInt(Trial::seconds).sum();
    double remaining = Math.max(goal.sumSeconds(), measured) * (1 - goal.exceedRatio());
    double lossRatio = full.isEmpty() ? 1 : full.get(0).lossRatio();
    for (Trial trial : full) {
      if (remaining <= 0) {
        return load * (1 - lossRatio);
      }
      lossRatio = trial.lossRatio();
      remaining -= trial.seconds();
    }
    return remaining > 0 ? 0 : load * (1 - lossRatio);
  }
}
