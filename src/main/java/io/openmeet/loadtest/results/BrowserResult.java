package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.openmeet.loadtest.statistics.Histogram;
import io.openmeet.loadtest.statistics.Second;
import io.openmeet.loadtest.statistics.Window;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the browser measured, and what it did to the load beside it.
 *
 * @param api the load's response times without and with the browser
 */
public record BrowserResult(@JsonUnwrapped BrowserFigures measured, Api api) {
  private static final long SECOND_MS = 1_000;

  /**
   * The load in the whole seconds before the pages walked, and while they walked; seconds without
   * an answer do not count.
   *
   * @param secondsWithout the browser: before its pages walked
   * @param p95WithoutMs median of the P95 of each of these seconds; null when there is none
   * @param secondsWith the browser
   * @param p95WithMs as {@code p95WithoutMs}
   */
  public record Api(int secondsWithout, Integer p95WithoutMs, int secondsWith, Integer p95WithMs) {}

  /**
   * @param seconds of the window
   */
  static BrowserResult of(BrowserFigures measured, Window window, List<Second> seconds) {
    List<Second> known =
        seconds.stream()
            .filter(second -> second.p95Ms() != null && endMs(second) <= window.endMs())
            .toList();
    List<Second> without = only(known, second -> endMs(second) <= measured.startMs());
    List<Second> with =
        only(
            known,
            second -> second.startMs() >= measured.startMs() && endMs(second) <= measured.endMs());
    return new BrowserResult(
        measured, new Api(without.size(), medianP95Ms(without), with.size(), medianP95Ms(with)));
  }

  private static long endMs(Second second) {
    return second.startMs() + SECOND_MS;
  }

  private static List<Second> only(List<Second> seconds, Predicate<Second> condition) {
    return seconds.stream().filter(condition).toList();
  }

  /** The nearest rank, so that it is the P95 of one of the seconds. */
  private static Integer medianP95Ms(List<Second> seconds) {
    if (seconds.isEmpty()) {
      return null;
    }
    Histogram p95s = new Histogram();
    seconds.forEach(second -> p95s.record(second.p95Ms()));
    return p95s.percentileMs(50);
  }
}
