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

  /** The failures of one message; mutable, so that counting creates no objects. */
  private static final class Count {
    private long failures;
  }

  private final Map<Integer, Count> byMessage = new HashMap<>();
  private final Count other = new Count();

  /**
   * @param message its id in the log's names
   */
  void add(int message) {
    if (message == LogNames.OTHER) {
      other.failures++;
      return;
    }
    Count count = byMessage.get(message);
    if (count == null) {
      count = byMessage.size() < MOST ? new Count() : other;
      if (count != other) {
        byMessage.put(message, count);
      }
    }
    count.failures++;
  }

  /** The most frequent first. */
  List<ErrorCount> counts(IntFunction<String> text) {
    List<ErrorCount> counts = new ArrayList<>();
    byMessage.forEach(
        (message, count) -> {
          String words = text.apply(message);
          counts.add(new ErrorCount(words.isBlank() ? NO_MESSAGE : words, count.failures));
        });
    if (other.failures > 0) {
      counts.add(new ErrorCount(OTHER, other.failures));
    }
    counts.sort(
        Comparator.comparingLong(ErrorCount::count).reversed().thenComparing(ErrorCount::message));
    return List.copyOf(counts);
  }
}
