package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Counts failures by message: the first {@value #MOST} messages separately, all others together.
 */
final class ErrorMessages {
  static final int MOST = 1_000;
  static final String NO_MESSAGE = "(no message)";
  static final String OTHER = "(other messages)";

  private final Map<Integer, Long> byMessage = new HashMap<>();
  private long other;

  /**
   * @param message its id in the log's names
   */
  void add(int message) {
    boolean isNew = !byMessage.containsKey(message);
    if (message == LogNames.OTHER || isNew && byMessage.size() == MOST) {
      other++;
    } else {
      byMessage.merge(message, 1L, Long::sum);
    }
  }

  /** The most frequent first. */
  List<ErrorCount> counts(IntFunction<String> text) {
    List<ErrorCount> counts = new ArrayList<>();
    byMessage.forEach(
        (message, failures) -> {
          String words = text.apply(message);
          counts.add(new ErrorCount(words.isBlank() ? NO_MESSAGE : words, failures));
        });
    if (other > 0) {
      counts.add(new ErrorCount(OTHER, other));
    }
    counts.sort(
        Comparator.comparingLong(ErrorCount::count).reversed().thenComparing(ErrorCount::message));
    return List.copyOf(counts);
  }
}
