package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.comparison.Metric;
import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.comparison.ValueRange;
import io.openmeet.loadtest.performance.ComparedTunings;
import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.sla.NumberText;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Baseline against optimized, at a load that both hold. */
final class ExperimentSection {
  static final String PICTURE = "ratios.svg";

  /** Always shown, in this order. */
  private static final List<String> FIGURES =
      List.of("rps", "p95", "p99", "errorRatio", "level:database-p95", "level:cache-hit-ratio");

  private static final int MOST_WORK = 15;
  private static final String CONFIDENCE = "95 %";
  private static final String FALSE_OUTCOMES = "5 %";

  private ExperimentSection() {}

  static void add(TracedText text, PerformanceStudy study, String pictures) {
    ComparedTunings experiment = study.experiment();
    text.heading("Before and after").blank();
    text.line(
        "Without the optimisations (baseline) and with them (optimized), at a load that both hold: {} of profile {},"
            + " {} of {} pairs of runs, in turns. The ratio is optimized divided by baseline, with its {} interval over the pairs."
            + " These clients do not accept gzip."
            + " If nothing differed, there would be a false outcome in at most {} of such experiments.",
        Traced.code(experiment.plan().simulation(), Sources.PLAN),
        Traced.code(experiment.plan().profile(), Sources.PLAN),
        Traced.figure(
            NumberText.count(experiment.usablePairs().size()), "study.json: usable pairs"),
        Traced.figure(NumberText.count(experiment.plan().pairs()), Sources.PLAN),
        Traced.figure(CONFIDENCE, Sources.METHOD),
        Traced.figure(FALSE_OUTCOMES, Sources.METHOD));
    for (String reason : experiment.leftOut()) {
      text.blank().line("- {}", Traced.figure(reason, "study.json: pairs left out"));
    }
    if (experiment.comparisons().isEmpty()) {
      text.blank().line("No pair can be compared.");
      return;
    }
    if (!withInterval(experiment).isEmpty()) {
      text.blank().line("![Ratios of optimized to baseline](%s/%s)".formatted(pictures, PICTURE));
    }
    table(text, figures(experiment));
    List<MetricComparison> work = largestDifferences(experiment);
    if (!work.isEmpty()) {
      text.blank()
          .line(
              "The work for each request that differs most. The target counts it, so it has little noise; seconds, bytes and numbers are those of its metrics:");
      table(text, work);
    }
  }

  /** The figures of the picture. */
  static List<MetricComparison> withInterval(ComparedTunings experiment) {
    return Stream.of(figures(experiment), largestDifferences(experiment))
        .flatMap(List::stream)
        .filter(metric -> metric.low() != null)
        .toList();
  }

  /** The figures at the head of the section. */
  static List<MetricComparison> figures(ComparedTunings experiment) {
    return Stream.concat(
            FIGURES.stream().flatMap(id -> experiment.of(id).stream()),
            experiment.sentBytes().stream())
        .toList();
  }

  private static List<MetricComparison> largestDifferences(ComparedTunings experiment) {
    return experiment.comparisons().stream()
        .filter(metric -> metric.metric().kind() == Metric.Kind.WORK)
        .filter(metric -> metric.ratio() != null)
        .sorted(
            Comparator.comparing((MetricComparison metric) -> Math.abs(Math.log(metric.ratio())))
                .reversed()
                .thenComparing(metric -> metric.metric().id()))
        .limit(MOST_WORK)
        .toList();
  }

  /** A table of both tunings, a row for each figure. */
  static void table(TracedText text, List<MetricComparison> figures) {
    text.header("Figure", "baseline", "optimized", "Ratio", "Outcome");
    figures.forEach(metric -> row(text, metric));
  }

  private static void row(TracedText text, MetricComparison metric) {
    text.row(
        name(metric),
        value(metric, metric.a()),
        value(metric, metric.b()),
        ratio(metric),
        Traced.of(metric.outcome() == null ? "-" : metric.outcomeText()));
  }

  static Traced name(MetricComparison metric) {
    String source = Sources.comparison(metric);
    return metric.metric().id().startsWith("work:")
        ? Traced.code(metric.metric().name(), source)
        : Traced.figure(metric.metric().name(), source);
  }

  /**
   * @param value of one side
   */
  static Traced value(MetricComparison metric, ValueRange value) {
    return Traced.figure(MetricText.of(value, metric.metric().unit()), Sources.comparison(metric));
  }

  private static Traced ratio(MetricComparison metric) {
    if (metric.ratio() == null) {
      return Traced.of("-");
    }
    String source = Sources.comparison(metric);
    Traced ratio = Traced.figure(MetricText.significant(metric.ratio()), source);
    return metric.low() == null
        ? ratio
        : Traced.of(
            "{} ({} to {})",
            ratio,
            Traced.figure(MetricText.significant(metric.low()), source),
            Traced.figure(MetricText.significant(metric.high()), source));
  }
}
