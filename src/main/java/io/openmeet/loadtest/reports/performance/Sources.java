package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.performance.CostBook;
import io.openmeet.loadtest.performance.MeasuredRun;

/** Where figures come from, in words. */
final class Sources {
  static final String ENVIRONMENT = "study.json: environment";
  static final String PLAN = "study.json: plan of the experiment";
  static final String METHOD = "the method";

  private Sources() {}

  /**
   * @param what of the run, such as a service level's id
   */
  static String run(MeasuredRun run, String what) {
    return "run %s: %s".formatted(run.name(), what);
  }

  static String comparison(MetricComparison metric) {
    return "experiment, " + metric.pairs() + " pairs: " + metric.metric().id();
  }

  static String costs(String key) {
    return "%s: %s".formatted(CostBook.FILE.toString().replace('\\', '/'), key);
  }
}
