package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.capacity.CapacityStudy;
import io.openmeet.loadtest.capacity.CapacityTrial;
import io.openmeet.loadtest.capacity.LoadPoint;
import io.openmeet.loadtest.capacity.SearchGoal;
import io.openmeet.loadtest.capacity.ShownWork;
import io.openmeet.loadtest.reports.Document.Picture;
import io.openmeet.loadtest.reports.Document.Section;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a search for the capacity of a target shows. */
final class CapacityDocument {
  private static final double BYTES_PER_GB = 1e9;

  private final CapacityStudy study;

  private CapacityDocument(CapacityStudy study) {
    this.study = study;
  }

  /**
   * @param picture null: none
   */
  static Document of(CapacityStudy study, Picture picture) {
    CapacityDocument document = new CapacityDocument(study);
    return new Document(
        "Capacity %s: %s on %s"
            .formatted(study.name(), study.plan().simulationName(), study.target()),
        List.of(
            Section.sentences("", document.conclusion()),
            document.loads(picture),
            document.trials(),
            Section.sentences("Method", document.method())));
  }

  private List<String> conclusion() {
    List<String> sentences = new ArrayList<>();
    sentences.add(found());
    if (study.result().conditionalThroughput() != null) {
      sentences.add(
          "Conditional throughput: %s are typically answered well at the lower bound."
              .formatted(load(Math.round(study.result().conditionalThroughput()))));
    }
    reason().ifPresent(sentences::add);
    sentences.add(injector());
    if (study.knee() != null) {
      sentences.add(
          "The knee is at %s: answers per second divided by their P95 are highest there."
              .formatted(load(study.knee())));
    }
    return sentences;
  }

  private String found() {
    String lower = study.result().lower() == null ? null : load(study.result().lower());
    String upper = study.result().upper() == null ? null : load(study.result().upper());
    return switch (study.conclusion()) {
      case FOUND ->
          "%s meet every service level, and %s do not (regular result).".formatted(lower, upper);
      case INJECTOR_LIMITED ->
          (lower == null ? "No load was made validly" : "At least " + lower)
              + ", injector-limited (irregular result): more than this injector can make would be needed to find the target's limit. Use more injectors, a larger machine, or a machine of its own for the target.";
      case MOST_LOAD_BORNE ->
          "At least %s (irregular result): that is the highest load allowed; raise --most."
              .formatted(lower);
      case NOTHING_BORNE ->
          "Less than %s (irregular result): that is the lowest load allowed, and it does not meet the service levels."
              .formatted(upper);
      case UNFINISHED ->
          "The search has not ended (irregular result): %s is the highest load that is proven, and %s the lowest that is refuted."
              .formatted(lower == null ? "none" : lower, upper == null ? "none" : upper);
    };
  }

  private Optional<String> reason() {
    if (study.failing() != null) {
      return Optional.of(
          "What stops it, at %s: %s".formatted(load(study.result().upper()), why(study.failing())));
    }
    return Optional.ofNullable(study.invalid())
        .map(
            trial ->
                "The injector's limit, at %s: %s"
                    .formatted(load(trial.trial().load()), why(trial)));
  }

  /** The broken levels, or the first reason when none is. */
  private static String why(CapacityTrial trial) {
    List<SlaResult> broken = trial.broken();
    return broken.isEmpty()
        ? trial.reasons().stream().findFirst().orElse("")
        : broken.stream()
                .map(
                    level ->
                        "%s %s, limit %s"
                            .formatted(level.name(), level.actualText(), level.limitText()))
                .collect(Collectors.joining("; "))
            + ".";
  }

  private String injector() {
    return study.injector() == null
        ? "The injector's own limit was not measured, so it may be what stops the target."
        : "The injector makes at least %s against a server that does nothing%s."
            .formatted(
                load(study.injector().lower()),
                study.injector().upper() == null
                    ? ""
                    : ", and not " + load(study.injector().upper()));
  }

  private String load(long load) {
    return NumberText.count(load) + " " + study.plan().unit().unit();
  }

  private Section loads(Picture picture) {
    List<ShownWork> works =
        Stream.of(ShownWork.values())
            .filter(work -> study.points().stream().anyMatch(p -> p.work().containsKey(work)))
            .toList();
    List<String> columns =
        new ArrayList<>(
            List.of(
                capitalised(study.plan().unit().unit()),
                "Judged",
                "Good",
                "Bad",
                "INVALID",
                "Answers/s",
                "P95",
                "P99",
                "Errors"));
    works.forEach(work -> columns.add(heading(work)));
    return new Section(
        "Loads",
        List.of(),
        columns,
        study.points().stream().map(point -> row(point, works)).toList(),
        picture);
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String heading(ShownWork work) {
    return work.label() + " " + work.unit();
  }

  private List<String> row(LoadPoint point, List<ShownWork> works) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                FigureText.count(point.load()),
                judged(point),
                FigureText.count(point.good()),
                FigureText.count(point.bad()),
                FigureText.count(point.invalid()),
                point.answeredPerSecond() == null
                    ? FigureText.NONE
                    : NumberText.rounded(point.answeredPerSecond(), 0),
                FigureText.ms(point.p95Ms()),
                FigureText.ms(point.p99Ms()),
                FigureText.percent(point.errorRatio())));
    for (ShownWork work : works) {
      Double use = point.work().get(work);
      cells.add(use == null ? FigureText.NONE : NumberText.significant(use * work.scale()));
    }
    return cells;
  }

  private String judged(LoadPoint point) {
    String knee = study.knee() != null && study.knee() == point.load() ? ", knee" : "";
    return switch (point.judged()) {
          case LOWER_BOUND -> "borne";
          case UPPER_BOUND -> "not borne";
          case BEYOND_INJECTOR -> "beyond the injector";
          case UNDECIDED -> "not proven";
        }
        + knee;
  }

  private Section trials() {
    return new Section(
        "Trials",
        List.of(),
        List.of(
            "Trial", capitalised(study.plan().unit().unit()), "Seconds", "Result", "P95", "Why"),
        study.trials().stream()
            .map(
                trial ->
                    List.of(
                        trial.folder(),
                        FigureText.count(trial.trial().load()),
                        FigureText.count(trial.trial().seconds()),
                        trial.trial().outcome().name(),
                        FigureText.ms(trial.p95Ms()),
                        trial.reasons().isEmpty() ? "" : why(trial)))
            .toList());
  }

  private List<String> method() {
    SearchGoal goal = study.plan().search().goal();
    RunEnvironment machine = study.environment();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "MLRsearch (RFC 9971) with one goal: initial trials of %d s, final trials of %d s, duration sum %d s, exceed ratio %s, width %s of the upper bound. A trial is good if its run is PASS. A load is borne if bad trials take at most that ratio of its time."
            .formatted(
                goal.initialSeconds(),
                goal.finalSeconds(),
                goal.sumSeconds(),
                NumberText.plain(goal.exceedRatio()),
                NumberText.percent(goal.width(), 0)));
    sentences.add(
        "Loads from %s to %s were allowed, and %d trials. Properties of each run: %s."
            .formatted(
                FigureText.count(study.plan().search().least()),
                load(study.plan().search().most()),
                study.plan().search().mostTrials(),
                study.plan().properties().isEmpty()
                    ? "none"
                    : study.plan().properties().entrySet().stream()
                        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                        .collect(Collectors.joining(" "))));
    sentences.add(machine(machine));
    return sentences;
  }

  private static String machine(RunEnvironment machine) {
    if (machine == null) {
      return "The injector's machine is not known.";
    }
    return "The injector ran on %d cores of %s, %s of memory, %s, %s%s."
        .formatted(
            machine.cores(),
            machine.processor() == null ? "an unknown processor" : machine.processor(),
            machine.memoryBytes() == null
                ? "unknown size"
                : FigureText.count(Math.round(machine.memoryBytes() / BYTES_PER_GB)) + " GB",
            machine.jvm(),
            machine.os(),
            Boolean.TRUE.equals(machine.sharesMachine()) ? "; the target shares this machine" : "");
  }
}
