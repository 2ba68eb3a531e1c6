package io.openmeet.loadtest.trends;

import java.util.regex.Pattern;

/** What a figure of work adds up, by the name of its metric; noise depends on it. */
public enum WorkKind {
  /** Events, such as statements, rows or cache misses. */
  COUNT,

  /** A quantity of events, such as bytes. */
  AMOUNT,

  /**
   * Time, CPU and garbage collection. They depend on the machine, on its other programs and on the
   * moment of the window, so a single run does not show a change. Over many runs, lasting changes
   * are found as those of all figures.
   */
  MACHINE;

  private static final Pattern PROCESSOR_OR_GC = word("cpu|gc");
  private static final Pattern TIME =
      word("time|seconds|milliseconds|ms|microseconds|us|nanoseconds|ns");
  private static final Pattern QUANTITY = word("bytes|sum");

  private static Pattern word(String alternatives) {
    return Pattern.compile("(^|_)(%s)(_|$)".formatted(alternatives));
  }

  /**
   * @param metric such as {@code queries_total}
   */
  public static WorkKind of(String metric) {
    if (PROCESSOR_OR_GC.matcher(metric).find()) {
      return MACHINE;
    }
    if (metric.endsWith("_count")) {
      return COUNT;
    }
    if (TIME.matcher(metric).find()) {
      return MACHINE;
    }
    return QUANTITY.matcher(metric).find() ? AMOUNT : COUNT;
  }
}
