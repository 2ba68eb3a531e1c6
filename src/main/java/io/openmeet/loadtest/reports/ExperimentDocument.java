package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.comparison.ExperimentPlan;
import io.openmeet.loadtest.comparison.ExperimentResult;
import io.openmeet.loadtest.comparison.ExperimentRun;
import io.openmeet.loadtest.comparison.Metric.Kind;
import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.reports.Document.Section;
import io.openmeet.loadtest.sla.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What an experiment shows. */
final class ExperimentDocument {
  private static final List<String> COLUMNS =
      List.of(
          "Metric",
          "A",
          "B",
          "B against A",
          "95 % interval",
          "p (Holm)",
          "Verdict",
          "Pairs to decide");

  private ExperimentDocument() {}

  static Document of(ExperimentResult result) {
    ExperimentPlan plan = result.plan();
    List<Section> sections = new ArrayList<>();
    sections.add(Section.sentences("", summary(result)));
    if (!result.comparisons().isEmpty()) {
      sections.add(metrics("Results", result, comparison -> !isWork(comparison)));
      sections.add(metrics("Work for each request", result, ExperimentDocument::isWork));
      sections.add(notes(result));
    }
    sections.add(runs(result));
    sections.removeIf(section -> section.sentences().isEmpty() && section.rows().isEmpty());
    return new Document(
        "Experiment %s: %s, profile %s, %d of %d pairs"
            .formatted(
                plan.name(),
                plan.simulation().replaceFirst(".*\\.", ""),
                plan.profile(),
                result.usablePairs().size(),
                plan.pairs()),
        sections);
  }

  private static boolean isWork(MetricComparison comparison) {
    return comparison.metric().kind() == Kind.WORK;
  }

  private static List<String> summary(ExperimentResult result) {
    List<String> sentences = new ArrayList<>();
    sentences.add("A: " + options(result.plan().a()) + ". B: " + options(result.plan().b()) + ".");
    sentences.addAll(result.leftOut());
    if (result.usablePairs().size() < ExperimentResult.LEAST_PAIRS) {
      sentences.add(
          "There is no verdict: expected at least %d usable pairs, found %d."
              .formatted(ExperimentResult.LEAST_PAIRS, result.usablePairs().size()));
    } else {
      sentences.add(verdicts(result));
    }
    return sentences;
  }

  private static String options(List<String> options) {
    return options.isEmpty() ? "no options" : String.join(" ", options);
  }

  private static String verdicts(ExperimentResult result) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    result.comparisons().stream()
        .filter(comparison -> comparison.outcome() != null)
        .sorted(Comparator.comparing(MetricComparison::outcome))
        .forEach(comparison -> counts.merge(comparison.outcomeText(), 1, Integer::sum));
    return "Verdicts on B: "
        + counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static Section metrics(
      String heading, ExperimentResult result, Predicate<MetricComparison> selected) {
    return new Section(
        heading,
        List.of(),
        COLUMNS,
        result.comparisons().stream().filter(selected).map(ExperimentDocument::row).toList());
  }

  private static List<String> row(MetricComparison comparison) {
    return List.of(
        comparison.metric().name(),
        ComparisonText.figure(comparison.metric(), comparison.a()),
        ComparisonText.figure(comparison.metric(), comparison.b()),
        comparison.ratio() == null ? FigureText.NONE : ComparisonText.change(comparison.ratio()),
        ComparisonText.interval(comparison),
        ComparisonText.p(comparison.p()),
        comparison.outcome() == null ? FigureText.NONE : comparison.outcomeText(),
        comparison.pairsToDecide() == null
            ? FigureText.NONE
            : "about " + NumberText.count(comparison.pairsToDecide()));
  }

  private static Section notes(ExperimentResult result) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Each pair has one run of A and one of B; figures are means over the pairs, and the interval is that of the mean ratio B/A. EQUIVALENT: within 5 %, and 5 % would have been seen.");
    result.comparisons().stream()
        .filter(comparison -> comparison.note() != null)
        .forEach(comparison -> notes.add(comparison.metric().name() + ": " + comparison.note()));
    return Section.sentences("Notes", notes);
  }

  private static Section runs(ExperimentResult result) {
    return new Section(
        "Runs",
        List.of(),
        List.of("Run", "Pair", "Side", "Started", "Verdict"),
        result.runs().stream().map(ExperimentDocument::row).toList());
  }

  private static List<String> row(ExperimentRun run) {
    return List.of(
        run.folder(),
        NumberText.count(run.pair()),
        run.side().name(),
        run.startedAt(),
        run.verdict().name());
  }
}
