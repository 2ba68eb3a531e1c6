package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Profile;
import java.util.List;

/**
 * What an experiment compares. It is written down before the first run, and never changes: if the
 * number of pairs depended on the results, the intervals would be wrong.
 *
 * @param name of the experiment and of its folder: letters, digits, dots, dashes and underscores
 * @param simulation class name with its package
 * @param profile name of the profile, such as {@code smoke}
 * @param a options of {@code mvn gatling:test} for side A, such as {@code
 *     -Dreference.tuning=baseline}
 * @param b the same for side B
 * @param pairs number of pairs of runs, 1 or more
 */
public record ExperimentPlan(
    String name, String simulation, String profile, List<String> a, List<String> b, int pairs) {
  public ExperimentPlan {
    requireName(name);
    if (simulation == null || !simulation.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
      throw new ConfigurationException(
          "--simulation: expected the name of a class, found \"%s\".".formatted(simulation));
    }
    Profile.named(profile);
    if (pairs < 1) {
      throw new ConfigurationException(
          "--pairs: expected a whole number of 1 or more, found %d.".formatted(pairs));
    }
    a = List.copyOf(a);
    b = List.copyOf(b);
  }

  /**
   * @throws ConfigurationException when an experiment cannot have the name
   */
  public static void requireName(String name) {
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new ConfigurationException(
          "The name of an experiment: expected letters, digits, dots, dashes and underscores, found \"%s\"."
              .formatted(name));
    }
  }

  /** The options of a side. */
  public List<String> options(Side side) {
    return side == Side.A ? a : b;
  }
}
