package io.openmeet.loadtest.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether injector and target still get faster. It compares the last slots with as many before
 * them, each group by its median slot: one hiccup changes nothing, a trend does.
 */
final class Steadiness {
  /** Slots in each of the two groups that are compared. */
  static final int GROUP = 4;

  private static final int EARLIER = 0;
  private static final int LATER = 1;

  /**
   * The median slot may move by this ratio plus the effect of chance, which is {@link
   * #STANDARD_ERRORS} / &radic;n for a slot of n answers.
   */
  private static final double THROUGHPUT_TOLERANCE = 0.03;

  private static final double TIME_TOLERANCE = 0.1;
  private static final double STANDARD_ERRORS = 2;

  /** Figures that differ by no more than this count as the same, whatever their ratio. */
  private static final double CLOSE_PER_SECOND = 1;

  private static final double CLOSE_P50_MS = 2;
  private static final double CLOSE_P95_MS = 5;

  /** The injector's compilers are at rest below this share of one core, 0-1. */
  private static final double RESTING_COMPILERS_RATIO = 0.15;

  /**
   * The figures of one slot.
   *
   * @param answered requests
   * @param perSecond the same per second
   * @param p50Ms median response time
   * @param p95Ms 95th percentile of the response times
   * @param compilingRatio time of the injector's just-in-time compilers by the slot's time: 0-1,
   *     and above when several work at once
   */
  record Slot(long answered, double perSecond, double p50Ms, double p95Ms, double compilingRatio) {}

  private final Deque<Slot> slots = new ArrayDeque<>();

  /** Adds the latest slot and drops those that no comparison needs. */
  void add(Slot slot) {
    slots.addLast(slot);
    if (slots.size() > 2 * GROUP) {
      slots.removeFirst();
    }
  }

  /** What still moves, or that there are too few slots, in words; empty when all is steady. */
  List<String> moving() {
    if (slots.size() < 2 * GROUP) {
      return List.of("too few seconds to compare");
    }
    List<String> moving = new ArrayList<>();
    compare(
        moving,
        "throughput",
        "requests/s",
        Slot::perSecond,
        THROUGHPUT_TOLERANCE,
        CLOSE_PER_SECOND);
    compare(moving, "P50", "ms", Slot::p50Ms, TIME_TOLERANCE, CLOSE_P50_MS);
    compare(moving, "P95", "ms", Slot::p95Ms, TIME_TOLERANCE, CLOSE_P95_MS);
    double compiling = median(LATER, Slot::compilingRatio);
    if (compiling > RESTING_COMPILERS_RATIO) {
      moving.add(String.format(Locale.ROOT, "compilers of the injector %.0f %%", compiling * 100));
    }
    return moving;
  }

  private void compare(
      List<String> moving,
      String name,
      String unit,
      ToDoubleFunction<Slot> figure,
      double tolerance,
      double close) {
    double before = median(EARLIER, figure);
    double now = median(LATER, figure);
    double change = Math.abs(now - before);
    double chance = STANDARD_ERRORS / Math.sqrt(Math.max(1, median(EARLIER, Slot::answered)));
    if (change > close && change > (tolerance + chance) * Math.max(before, now)) {
      moving.add(String.format(Locale.ROOT, "%s %,.0f -> %,.0f %s", name, before, now, unit));
    }
  }

  /**
   * @param group {@link #EARLIER} or {@link #LATER}
   */
  private double median(int group, ToDoubleFunction<Slot> figure) {
    double[] sorted =
        slots.stream()
            .skip((long) group * GROUP)
            .limit(GROUP)
            .mapToDouble(figure)
            .sorted()
            .toArray();
    return (sorted[GROUP / 2 - 1] + sorted[GROUP / 2]) / 2;
  }
}
