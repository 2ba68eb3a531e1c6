package io.openmeet.loadtest.night;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.trends.Acknowledgement;
import io.openmeet.loadtest.trends.ChangePoint;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryLevel;
import io.openmeet.loadtest.trends.LatestWork;
import io.openmeet.loadtest.trends.Trend;
import io.openmeet.loadtest.trends.TrendReport;
import io.openmeet.loadtest.trends.WorkChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a night tells that the nights before did not.
 *
 * @param night with all its runs
 * @param before the nights that have ended before, in the order of their starts
 * @param history of all runs, in the order of their starts
 */
record NightNews(
    Night night,
    List<Night> before,
    List<HistoryEntry> history,
    List<Acknowledgement> acknowledged) {
  /** More sentences help nobody in the morning; the reports have all. */
  private static final int MOST_SENTENCES = 20;

  /**
   * @param command that repeats the night
   */
  Night.Conclusion conclusion(String command) {
    List<Night> newestFirst = comparable();
    Optional<Night> comparable = newestFirst.stream().findFirst();
    return new Night.Conclusion(
        night.verdict(),
        regressions().limit(MOST_SENTENCES).toList(),
        comparable
            .map(earlier -> changes(earlier).limit(MOST_SENTENCES).toList())
            .orElse(List.of()),
        comparable.map(Night::id).orElse(null),
        since(night, newestFirst),
        command);
  }

  /** The nights before with the same plan, the newest first. */
  private List<Night> comparable() {
    List<Night> comparable =
        new ArrayList<>(
            before.stream().filter(earlier -> earlier.plan().equals(night.plan())).toList());
    Collections.reverse(comparable);
    return comparable;
  }

  private static String since(Night night, List<Night> newestFirst) {
    String since = night.id();
    for (Night earlier : newestFirst) {
      if (earlier.conclusion().verdict() != night.verdict()) {
        break;
      }
      since = earlier.id();
    }
    return since;
  }

  private Stream<String> regressions() {
    Set<String> runs = folders(night);
    Stream<String> lasting =
        TrendReport.of(history, acknowledged).regressions().stream()
            .filter(trend -> runs.contains(trend.series().last().run()))
            .map(NightNews::sentence);
    Stream<String> ofWork =
        LatestWork.of(history, acknowledged).stream()
            .filter(latest -> runs.contains(latest.run().run()))
            .flatMap(
                latest ->
                    latest.moved().stream()
                        .filter(WorkChange::isWorse)
                        .map(change -> sentence(latest.run(), change)));
    return Stream.concat(lasting, ofWork);
  }

  private static String sentence(Trend trend) {
    ChangePoint change = trend.alert();
    return "%s: %s is worse since the run %s: %s, it was %s."
        .formatted(
            trend.series().simulation(),
            trend.series().figure().key(),
            trend.series().points().get(change.index()).run(),
            trend.series().figure().text(change.after()),
            trend.series().figure().text(change.before()));
  }

  private static String sentence(HistoryEntry run, WorkChange change) {
    return "%s: more work for each request: %s is %s, usually %s."
        .formatted(
            run.simulation(),
            change.figure().series(),
            NumberText.significant(change.figure().perRequest()),
            NumberText.significant(change.usual()));
  }

  private Stream<String> changes(Night earlier) {
    Map<String, NightRun> then = bySimulation(earlier);
    List<String> sentences = new ArrayList<>();
    for (NightRun run : night.lastRuns()) {
      NightRun other = then.get(run.simulation());
      if (other == null) {
        continue;
      }
      if (other.verdict() != run.verdict()) {
        sentences.add(
            "%s is %s, it was %s.".formatted(run.simpleName(), run.outcome(), other.outcome()));
      }
      sentences.addAll(levels(run, other));
    }
    return sentences.stream();
  }

  private List<String> levels(NightRun run, NightRun other) {
    Optional<HistoryEntry> now = entry(run);
    Optional<HistoryEntry> then = entry(other);
    if (now.isEmpty() || then.isEmpty() || isInvalid(run) || isInvalid(other)) {
      return List.of();
    }
    Map<String, Verdict> before =
        then.get().slas().stream()
            .collect(Collectors.toMap(HistoryLevel::id, HistoryLevel::verdict));
    return now.get().slas().stream()
        .filter(level -> before.getOrDefault(level.id(), level.verdict()) != level.verdict())
        .map(
            level ->
                "%s: the service level %s is %s, it was %s."
                    .formatted(
                        run.simpleName(),
                        level.id(),
                        text(level.verdict()),
                        text(before.get(level.id()))))
        .toList();
  }

  private static boolean isInvalid(NightRun run) {
    return run.verdict() == RunVerdict.INVALID;
  }

  private static String text(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Optional<HistoryEntry> entry(NightRun run) {
    return history.stream().filter(entry -> entry.run().equals(run.folder())).findFirst();
  }

  private static Set<String> folders(Night night) {
    return night.runs().stream()
        .map(NightRun::folder)
        .filter(folder -> folder != null)
        .collect(Collectors.toSet());
  }

  private static Map<String, NightRun> bySimulation(Night night) {
    return night.lastRuns().stream()
        .collect(Collectors.toMap(NightRun::simulation, Function.identity()));
  }
}
