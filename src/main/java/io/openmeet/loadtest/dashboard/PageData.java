package io.openmeet.loadtest.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.statistics.RequestFigures;
import io.openmeet.loadtest.statistics.Window;
import java.util.List;
import java.util.Locale;

/**
 * {@code dashboard.json}: the figures of the page. It is for the page only; other programs read
 * {@code /metrics} during the run, and results.json afterwards.
 *
 * @param changes of the load, against the profile, in words
 * @param startedAtMs epoch milliseconds; identifies the run
 * @param phase warm_up, measuring, ending or over
 * @param warmUp progress of the warm-up in words; null once the window is known
 * @param windowStartMs null while it is not known
 * @param plannedPerSecond null without a plan
 * @param totals of the window so far; null before it opens
 * @param planned users who should have started so far; null without a plan
 * @param points from the requested second on
 * @param openFromSecond the second to request next: points before it do not change any more
 * @param verdict null while the run goes on
 */
record PageData(
    String simulation,
    String profile,
    List<String> changes,
    String target,
    long startedAtMs,
    long atMs,
    String phase,
    double progressRatio,
    Double secondsLeft,
    String warmUp,
    Long windowStartMs,
    Long windowEndMs,
    Double plannedPerSecond,
    RequestFigures totals,
    long users,
    Long planned,
    long delivered,
    long dropped,
    Double cpuRatio,
    long heapUsedBytes,
    long heapMaxBytes,
    double gcPauseSeconds,
    List<Level> slas,
    List<SecondsSoFar.Point> points,
    long openFromSecond,
    String verdict,
    List<String> reasons,
    String scorecard) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /** A service level, in words. */
  record Level(
      String id,
      String name,
      String measure,
      Double percentile,
      double limit,
      String limitText,
      String actualText,
      String marginText,
      String verdict,
      String verdictText,
      String reason) {
    static Level of(SlaResult sla) {
      return new Level(
          sla.id(),
          sla.name(),
          sla.measure().label(),
          sla.percentile(),
          sla.limit(),
          sla.limitText(),
          sla.actualText(),
          sla.marginText(),
          sla.verdict().name(),
          sla.verdict().text(),
          sla.reason());
    }
  }

  /**
   * @param levels the snapshot's service levels
   * @param fromSecond since the epoch: the first point that the reader needs
   */
  static byte[] json(Snapshot snapshot, List<Level> levels, long fromSecond)
      throws JsonProcessingException {
    return JSON.writeValueAsBytes(of(snapshot, levels, fromSecond));
  }

  private static PageData of(Snapshot snapshot, List<Level> levels, long fromSecond) {
    RunFacts run = snapshot.run();
    double cpuRatio = snapshot.injector().cpuRatio();
    return new PageData(
        run.simulation(),
        run.profile(),
        run.changes(),
        run.target(),
        snapshot.startedAtMs(),
        snapshot.atMs(),
        snapshot.phase().name().toLowerCase(Locale.ROOT),
        snapshot.progressRatio(),
        snapshot.secondsLeft().orElse(null),
        snapshot.warmUp().orElse(null),
        snapshot.window().map(Window::startMs).orElse(null),
        snapshot.window().map(Window::endMs).orElse(null),
        run.plannedPerSecond().isPresent() ? run.plannedPerSecond().getAsDouble() : null,
        snapshot.totals().orElse(null),
        snapshot.usersOfTheLoad(),
        snapshot.planned().isPresent() ? snapshot.planned().getAsLong() : null,
        snapshot.delivered(),
        snapshot.dropped(),
        Double.isNaN(cpuRatio) ? null : cpuRatio,
        snapshot.injector().heapUsedBytes(),
        snapshot.injector().heapMaxBytes(),
        snapshot.injector().gcPauseSeconds(),
        levels,
        snapshot.points().stream().filter(point -> point.second() >= fromSecond).toList(),
        snapshot.openFromSecond(),
        snapshot.end().map(end -> end.verdict().name()).orElse(null),
        snapshot.end().map(FinalOutcome::reasons).orElse(null),
        snapshot.end().map(FinalOutcome::scorecard).filter(path -> !path.isEmpty()).orElse(null));
  }
}
