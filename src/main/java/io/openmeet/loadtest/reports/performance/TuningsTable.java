package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.performance.Tuning;

/** The tunings in one small table, for the project's README files. */
final class TuningsTable {
  private TuningsTable() {}

  static TracedText of(PerformanceStudy study) {
    TracedText text = new TracedText();
    text.line(
        Traced.row(
            Traced.NOTHING,
            Traced.of(Tuning.BASELINE.label()),
            Traced.of(Tuning.OPTIMIZED.label())));
    text.line("|---|---|---|");
    text.row(
        Traced.of("Throughput at SLA"),
        RatesSection.highest(study.baseline()),
        RatesSection.highest(study.optimized()));
    for (MetricComparison metric : ExperimentSection.figures(study.experiment())) {
      text.row(
          ExperimentSection.name(metric),
          ExperimentSection.value(metric, metric.a()),
          ExperimentSection.value(metric, metric.b()));
    }
    if (study.client() != null) {
      ClientSection.mainFigures(study.client())
          .forEach(
              metric ->
                  text.row(
                      ExperimentSection.name(metric),
                      ExperimentSection.value(metric, metric.a()),
                      ExperimentSection.value(metric, metric.b())));
    }
    return text;
  }
}
