package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.WorkFigure;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The figures of work that are times: of statements, waits for pools, GC and CPU. */
final class TimeFigures {
  /** Names of Micrometer, of Vert.x, of HikariCP and of the reference API. */
  private static final Predicate<String> POOL_WAIT =
      Pattern.compile("pool.*(wait|pending|timeout|queue)|acquire").asPredicate();

  private static final Predicate<String> GC_PAUSE =
      Pattern.compile("(^|_)gc_\\w*seconds_(sum|total)$").asPredicate();

  private static final Predicate<String> CPU =
      Pattern.compile("^process_cpu_(seconds|time_ns)_total$").asPredicate();

  private static final Predicate<String> TIME =
      Pattern.compile("_(seconds|ns)(_sum|_total)$").asPredicate();

  private static final double MS_PER_SECOND = 1_000;
  private static final double MS_PER_NS = 1e-6;

  /**
   * A time for each request.
   *
   * @param name the values of the series' labels, sorted by their names, or the metric
   * @param usualMs null without a baseline
   */
  record Time(String metric, String name, double ms, Double usualMs) {
    private static Time of(WorkFigure figure, Double usual) {
      double unit = figure.metric().contains("_ns_") ? MS_PER_NS : MS_PER_SECOND;
      String labels = String.join(" ", new TreeMap<>(figure.labels()).values());
      return new Time(
          figure.metric(),
          PlainText.of(labels.isBlank() ? figure.metric() : labels),
          figure.perRequest() * unit,
          usual == null ? null : usual * unit);
    }
  }

  private final List<Time> times;

  private TimeFigures(List<Time> times) {
    this.times = times;
  }

  static TimeFigures of(RunReport report) {
    List<Time> all =
        report.work().isKnown()
            ? report.work().changes().stream()
                .filter(change -> isTime(change.figure()))
                .map(change -> Time.of(change.figure(), change.usual()))
                .toList()
            : report.result().figures().work().stream()
                .filter(TimeFigures::isTime)
                .map(figure -> Time.of(figure, null))
                .toList();
    return new TimeFigures(all);
  }

  private static boolean isTime(WorkFigure figure) {
    return TIME.test(figure.metric());
  }

  List<Time> of(String metric) {
    return times.stream().filter(time -> time.metric().equals(metric)).toList();
  }

  Optional<String> poolWaits() {
    return sum(POOL_WAIT);
  }

  Optional<String> gcPauses() {
    return sum(GC_PAUSE);
  }

  Optional<String> cpu() {
    return sum(CPU);
  }

  /** Of all series together; empty when there is none. */
  private Optional<String> sum(Predicate<String> metric) {
    List<Time> found = times.stream().filter(time -> metric.test(time.metric())).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String now = WorkText.number(found.stream().mapToDouble(Time::ms).sum());
    return Optional.of(
        found.get(0).usualMs() == null
            ? now + " ms for each request"
            : "%s ms for each request (usually %s ms)"
                .formatted(now, WorkText.number(found.stream().mapToDouble(Time::usualMs).sum())));
  }
}
