package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.comparison.ExperimentResult;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.statistics.Required;

/**
 * What the optimisations bring to people who use the web client in a real browser.
 *
 * @param environment of the machine that made the runs; null if it is not known
 * @param experiment baseline against optimized; its metrics {@code page:...} are without load
 */
public record ClientStudy(RunEnvironment environment, ComparedTunings experiment) {
  public ClientStudy {
    Required.that(experiment != null, "client.experiment", "{...}", null);
  }

  static ClientStudy of(ExperimentResult result) {
    return new ClientStudy(
        result.runs().stream()
            .map(run -> run.result().environment())
            .filter(environment -> environment != null)
            .findFirst()
            .orElse(null),
        ComparedTunings.of(result, "client-"));
  }
}
