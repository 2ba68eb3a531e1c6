package io.openmeet.loadtest.monitoring;

import com.sun.management.OperatingSystemMXBean;
import io.openmeet.loadtest.results.InjectorHealth;
import io.openmeet.loadtest.results.InjectorHealth.InjectorSecond;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches this JVM while it makes load: how late it acts, how long its garbage collector pauses,
 * whether its clock is set, how busy it and its machine are. Its thread wakes 200 times a second.
 */
public final class InjectorMonitor implements AutoCloseable {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final List<InjectorSecond> seconds = new ArrayList<>();
  private final ClockSteps clock = new ClockSteps();
  private volatile boolean closed;
  private Thread thread;
  private StartLag lag;
  private GcPauses gcPauses;

  /**
   * Begins to watch after a delay, and goes on for a time.
   *
   * @param startEpochMs when that will be, in milliseconds since the epoch
   */
  public void watch(Duration delay, Duration length, long startEpochMs) {
    thread =
        new Thread(
            () -> run(System.nanoTime() + delay.toNanos(), length, startEpochMs),
            "injector monitor");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(long startNanos, Duration length, long startEpochMs) {
    waitUntil(startNanos);
    synchronized (this) {
      lag = new StartLag(System.nanoTime());
      gcPauses = new GcPauses();
    }
    // The first reading covers the time since the JVM's start, or is not to be had.
    machine.getCpuLoad();
    ProcessCpu process = new ProcessCpu();
    long endNanos = startNanos + length.toNanos();
    double longestLagMs = 0;
    long gcMsBefore = 0;
    long nextSecond = startNanos + SECOND;
    while (!closed && System.nanoTime() - endNanos < 0) {
      waitUntil(lag.nextSlotNanos());
      long now = System.nanoTime();
      synchronized (this) {
        longestLagMs = Math.max(longestLagMs, lag.notice(now));
        clock.look();
        if (now - nextSecond >= 0) {
          long gcMs = gcPauses.totalMs();
          long second = (nextSecond - startNanos) / SECOND - 1;
          seconds.add(
              second(
                  startEpochMs + second * 1000, longestLagMs, gcMs - gcMsBefore, process.ratio()));
          gcMsBefore = gcMs;
          longestLagMs = 0;
          nextSecond += SECOND * (1 + (now - nextSecond) / SECOND);
        }
      }
    }
  }

  private void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime();
        left > 0 && !closed;
        left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private InjectorSecond second(
      long startMs, double longestLagMs, long gcMs, double processCpuRatio) {
    return new InjectorSecond(
        startMs,
        longestLagMs,
        (double) gcMs,
        ratio(processCpuRatio),
        ratio(machine.getCpuLoad()),
        usedHeapBytes());
  }

  /** A negative load, or none, means that it is not to be had. */
  private static Double ratio(double load) {
    return load >= 0 ? load : null;
  }

  private static long usedHeapBytes() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** What has been seen so far; what has not is null. */
  public synchronized InjectorHealth health() {
    if (lag == null) {
      return InjectorHealth.NOT_MEASURED;
    }
    List<Double> process = known(seconds.stream().map(InjectorSecond::processCpuRatio).toList());
    List<Double> whole = known(seconds.stream().map(InjectorSecond::machineCpuRatio).toList());
    return new InjectorHealth(
        (double) lag.percentileMs(50),
        (double) lag.percentileMs(99),
        lag.longestMs(),
        lag.longestMs(),
        (double) gcPauses.totalMs(),
        (double) gcPauses.longestMs(),
        gcPauses.count(),
        clock.longestStepMs(),
        mean(process),
        max(process),
        mean(whole),
        max(whole),
        seconds.stream().map(InjectorSecond::heapUsedBytes).max(Long::compare).orElse(null),
        Runtime.getRuntime().maxMemory(),
        seconds);
  }

  /** Start lags so far, in milliseconds; empty before it watches. */
  public synchronized Optional<BucketCounts.Buckets> startLag() {
    return lag == null ? Optional.empty() : Optional.of(lag.buckets());
  }

  /** The second that was watched last; empty before there is one. */
  public synchronized Optional<InjectorSecond> lastSecond() {
    return seconds.isEmpty() ? Optional.empty() : Optional.of(seconds.get(seconds.size() - 1));
  }

  private static List<Double> known(List<Double> values) {
    return values.stream().filter(value -> value != null).toList();
  }

  private static Double mean(List<Double> values) {
    return values.isEmpty()
        ? null
        : values.stream().mapToDouble(Double::doubleValue).average().getAsDouble();
  }

  private static Double max(List<Double> values) {
    return values.stream().max(Double::compare).orElse(null);
  }

  /** Ends the watching; what was seen stays. */
  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    synchronized (this) {
      if (gcPauses != null) {
        gcPauses.close();
      }
    }
  }
}
