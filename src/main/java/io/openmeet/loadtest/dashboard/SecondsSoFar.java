package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.injector.InjectorPulse;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.statistics.Histogram;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The run's last seconds, for charts: at most {@value #MOST} of them. A request belongs to the
 * second in which it ended, so that drawn points seldom change.
 */
final class SecondsSoFar implements LogVisitor {
  static final int MOST = 900;

  /** Samples of a second are kept for this long; later ones change its counts only. */
  private static final int OPEN_SECONDS = 20;

  /**
   * One second.
   *
   * @param second since the epoch; seconds start when the window's do
   * @param completed null where no request is logged, and after the end of the log so far; the same
   *     for errors and users
   * @param p50Ms null without a request
   */
  record Point(
      long second,
      Integer completed,
      Integer errors,
      Integer p50Ms,
      Integer p95Ms,
      Integer p99Ms,
      Long users,
      Double cpuRatio,
      Long heapBytes,
      Double gcMs,
      Double lagMs) {}

  private static final class Second {
    private final long number;
    private int completed;
    private int errors;
    private Histogram samples = new Histogram();
    private int[] percentilesMs;
    private Long users;
    private Double cpuRatio;
    private Long heapBytes;
    private Double gcMs;
    private Double lagMs;

    private Second(long number) {
      this.number = number;
    }

    private void add(int ms) {
      if (samples != null) {
        samples.record(ms);
        percentilesMs = null;
      }
    }

    /**
     * Null without a request. Cached, because most seconds have not changed since the last call.
     */
    private int[] percentilesMs() {
      if (percentilesMs == null && samples != null && samples.count() > 0) {
        percentilesMs = samples.percentilesMs(50, 95, 99);
      }
      return percentilesMs;
    }

    private void close() {
      percentilesMs();
      samples = null;
    }
  }

  private final ArrayDeque<Second> seconds = new ArrayDeque<>();
  private final Set<String> besideTheLoad;
  private List<String> scenarios = List.of();
  private long users;
  private long offsetMs;
  private Second latest;
  private long newestAnswered = Long.MIN_VALUE;

  /**
   * @param besideTheLoad scenarios whose users do not count
   */
  SecondsSoFar(Set<String> besideTheLoad) {
    this.besideTheLoad = besideTheLoad;
  }

  /** From now on, seconds start when the window's seconds do. */
  void alignTo(long windowStartMs) {
    offsetMs = Math.floorMod(windowStartMs, 1000L);
  }

  /** The number of the second that contains a moment. */
  long secondOf(long epochMs) {
    return Math.floorDiv(epochMs - offsetMs, 1000L);
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    scenarios = run.scenarios();
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    if (!besideTheLoad.contains(scenarios.get(scenario))) {
      users += starts ? 1 : -1;
      Second second = at(atMs);
      if (second != null) {
        second.users = users;
      }
    }
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    Second second = at(endMs);
    if (second == null) {
      return;
    }
    if (second.number > newestAnswered) {
      newestAnswered = second.number;
      closeUpTo(newestAnswered - OPEN_SECONDS);
    }
    second.completed++;
    if (!ok) {
      second.errors++;
    }
    second.add((int) (endMs - startMs));
  }

  /** Stores the injector's figures of the second that has just ended. */
  void injector(long nowMs, InjectorPulse.Reading reading, double gcMs, Double lagMs) {
    Second second = at(nowMs);
    if (second != null) {
      second.cpuRatio = Double.isNaN(reading.cpuRatio()) ? null : reading.cpuRatio();
      second.heapBytes = reading.heapUsedBytes();
      second.gcMs = gcMs + (second.gcMs == null ? 0 : second.gcMs);
      second.lagMs = lagMs;
    }
  }

  /** The second that contains a moment; null when it is too long ago. */
  private Second at(long epochMs) {
    long number = secondOf(epochMs);
    if (latest == null || number > latest.number) {
      addUpTo(number);
    }
    while (number < seconds.getFirst().number && latest.number - number < MOST) {
      seconds.addFirst(new Second(seconds.getFirst().number - 1));
    }
    if (latest.number == number) {
      return latest;
    }
    // Events are nearly in order, so this takes a few steps only.
    for (var back = seconds.descendingIterator(); back.hasNext(); ) {
      Second second = back.next();
      if (second.number <= number) {
        return second.number == number ? second : null;
      }
    }
    return null;
  }

  private void addUpTo(long number) {
    long from = latest == null ? number : Math.max(latest.number + 1, number - MOST + 1);
    for (long next = from; next <= number; next++) {
      latest = new Second(next);
      seconds.addLast(latest);
      if (seconds.size() > MOST) {
        seconds.removeFirst();
      }
    }
  }

  private void closeUpTo(long number) {
    for (var back = seconds.descendingIterator(); back.hasNext(); ) {
      Second second = back.next();
      if (second.number <= number) {
        if (second.samples == null) {
          return;
        }
        second.close();
      }
    }
  }

  /**
   * All stored seconds.
   *
   * @param firstSecond of the window; requests are logged in the window only
   * @param endSecond the first second after the end of the window or of the log so far
   * @param usersEndSecond the first second after the end of the log so far
   */
  List<Point> points(long firstSecond, long endSecond, long usersEndSecond) {
    List<Point> points = new ArrayList<>(seconds.size());
    Long lastUsers = null;
    for (Second second : seconds) {
      lastUsers = second.users == null ? lastUsers : second.users;
      boolean logged = second.number >= firstSecond && second.number < endSecond;
      int[] ms = logged ? second.percentilesMs() : null;
      points.add(
          new Point(
              second.number,
              logged ? second.completed : null,
              logged ? second.errors : null,
              ms == null ? null : ms[0],
              ms == null ? null : ms[1],
              ms == null ? null : ms[2],
              second.number < usersEndSecond ? lastUsers : null,
              second.cpuRatio,
              second.heapBytes,
              second.gcMs,
              second.lagMs));
    }
    return points;
  }
}
