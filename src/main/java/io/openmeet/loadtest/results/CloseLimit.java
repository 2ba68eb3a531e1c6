package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.NumberText;
import java.util.List;
import java.util.Optional;

/**
 * Notes about limits within the confidence interval of a value: another run may well be on the
 * other side. The verdict stays what the limit says.
 */
final class CloseLimit {
  private static final double LONGEST_SECONDS = 3_600;
  private static final int SECONDS_OF_MINUTE = 60;

  /** Shorter windows are given in seconds, rounded up to tens. */
  private static final int SHORT_SECONDS = 90;

  private CloseLimit() {}

  /**
   * A sentence for each level whose limit is close.
   *
   * @param windowSeconds length of the measured window
   */
  static List<String> notes(List<SlaResult> levels, double windowSeconds) {
    return levels.stream()
        .filter(CloseLimit::isClose)
        .map(level -> note(level, windowSeconds))
        .toList();
  }

  /** Whether the interval's ends are on different sides of the limit. */
  private static boolean isClose(SlaResult level) {
    return level.confidenceLow() != null
        && level.bound().holds(level.confidenceLow(), level.limit())
            != level.bound().holds(level.confidenceHigh(), level.limit());
  }

  private static String note(SlaResult level, double windowSeconds) {
    return "close: %s is %s around a limit of %s%s."
        .formatted(
            level.name(),
            level.unit().rangeText(level.confidenceLow(), level.confidenceHigh()),
            level.unit().text(level.limit()),
            decidingSeconds(level, windowSeconds).map(CloseLimit::advice).orElse(""));
  }

  /**
   * An interval shrinks with the square root of the window's length. If the value stays the same,
   * its end reaches the limit in a window of this length. Empty when the value equals the limit.
   */
  private static Optional<Double> decidingSeconds(SlaResult level, double windowSeconds) {
    double distance = Math.abs(level.limit() - level.actual());
    if (distance == 0) {
      return Optional.empty();
    }
    double towardsLimit =
        level.limit() > level.actual()
            ? level.confidenceHigh() - level.actual()
            : level.actual() - level.confidenceLow();
    double times = towardsLimit / distance;
    return Optional.of(windowSeconds * times * times);
  }

  private static String advice(double seconds) {
    if (seconds > LONGEST_SECONDS) {
      return "; only a window longer than an hour would decide";
    }
    String length =
        seconds <= SHORT_SECONDS
            ? NumberText.count((long) Math.ceil(seconds / 10) * 10) + " seconds"
            : NumberText.count((long) Math.ceil(seconds / SECONDS_OF_MINUTE)) + " minutes";
    return "; a window of some %s would decide".formatted(length);
  }
}
