package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.comparison.Change;
import io.openmeet.loadtest.comparison.RequestChange;
import io.openmeet.loadtest.comparison.RunComparison;
import io.openmeet.loadtest.reports.Document.Section;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Two runs side by side. */
final class ComparisonDocument {
  static final String TWO_RUNS =
      "Two runs prove little: on the same build, figures of two runs differ too. `ci/loadtest experiment` compares pairs of runs, and says what is certain.";

  private static final int MOST_ROWS = 20;

  private ComparisonDocument() {}

  static Document of(RunComparison comparison) {
    List<Section> sections = new ArrayList<>();
    sections.add(runs(comparison));
    sections.add(levels(comparison));
    sections.add(changes("Figures", List.of(), comparison.figures()));
    sections.add(requests(comparison));
    sections.add(
        changes(
            "Work for each request",
            Stream.of(
                    named("Only in the run", comparison.newWork()),
                    named("Only in the baseline", comparison.goneWork()),
                    cut(comparison.work().size()))
                .flatMap(Optional::stream)
                .toList(),
            comparison.work()));
    sections.removeIf(section -> section.sentences().isEmpty() && section.rows().isEmpty());
    return new Document(
        "%s: run of %s against the baseline of %s"
            .formatted(
                comparison.run().identity().simulation(),
                comparison.run().identity().startedAt(),
                comparison.baseline().identity().startedAt()),
        sections);
  }

  private static Section runs(RunComparison comparison) {
    List<String> sentences = new ArrayList<>(comparison.warnings());
    sentences.add(TWO_RUNS);
    return new Section(
        "",
        sentences,
        List.of("", "Verdict", "Simulation", "Profile", "Target", "Commit"),
        List.of(row("Baseline", comparison.baseline()), row("Run", comparison.run())));
  }

  private static List<String> row(String name, RunResult run) {
    return List.of(
        name,
        run.outcome().verdict().name(),
        run.identity().simulation(),
        orNone(run.identity().profile()),
        orNone(run.identity().target()),
        run.environment() == null ? FigureText.NONE : orNone(run.environment().gitCommit()));
  }

  private static String orNone(String text) {
    return text == null ? FigureText.NONE : text;
  }

  private static Section levels(RunComparison comparison) {
    List<SlaResult> before = comparison.baseline().outcome().slas();
    List<SlaResult> after = comparison.run().outcome().slas();
    List<List<String>> rows = new ArrayList<>();
    for (SlaResult level : after) {
      rows.add(
          before.stream()
              .filter(other -> other.id().equals(level.id()))
              .findFirst()
              .map(other -> row(level.name(), other, level))
              .orElseGet(() -> row(level.name(), null, level)));
    }
    before.stream()
        .filter(level -> after.stream().noneMatch(other -> other.id().equals(level.id())))
        .forEach(level -> rows.add(row(level.name(), level, null)));
    return new Section(
        "Service levels",
        List.of(),
        List.of("Service level", "Limit", "Baseline", "", "Run", ""),
        rows);
  }

  private static List<String> row(String name, SlaResult before, SlaResult after) {
    return List.of(
        name,
        (after == null ? before : after).limitText(),
        before == null ? FigureText.NONE : before.actualText(),
        before == null ? FigureText.NONE : verdict(before),
        after == null ? FigureText.NONE : after.actualText(),
        after == null ? FigureText.NONE : verdict(after));
  }

  private static String verdict(SlaResult level) {
    return level.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Section changes(String heading, List<String> sentences, List<Change> changes) {
    return new Section(
        heading,
        sentences,
        List.of("Figure", "Baseline", "Run", "Change"),
        changes.stream()
            .limit(MOST_ROWS)
            .map(
                change ->
                    List.of(
                        change.metric().name(),
                        ComparisonText.figure(change.metric(), change.before()),
                        ComparisonText.figure(change.metric(), change.after()),
                        ComparisonText.change(change)))
            .toList());
  }

  private static Section requests(RunComparison comparison) {
    return new Section(
        "Requests",
        Stream.of(
                named("New requests", comparison.newRequests()),
                named("Gone requests", comparison.goneRequests()),
                cut(comparison.requests().size()))
            .flatMap(Optional::stream)
            .toList(),
        List.of("Request", "Mean before", "Mean", "P95 before", "P95", "Errors before", "Errors"),
        comparison.requests().stream().limit(MOST_ROWS).map(ComparisonDocument::row).toList());
  }

  private static List<String> row(RequestChange request) {
    return List.of(
        request.name(),
        FigureText.ms(request.before().times().meanMs()),
        FigureText.ms(request.after().times().meanMs()),
        FigureText.ms(request.before().times().p95Ms()),
        FigureText.ms(request.after().times().p95Ms()),
        FigureText.percent(request.before().errorRatio()),
        FigureText.percent(request.after().errorRatio()));
  }

  private static Optional<String> named(String what, List<String> names) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("%s: %s.".formatted(what, String.join(", ", names)));
  }

  private static Optional<String> cut(int rows) {
    return rows <= MOST_ROWS
        ? Optional.empty()
        : Optional.of(
            "The %d largest changes of %s are shown.".formatted(MOST_ROWS, NumberText.count(rows)));
  }
}
