package io.openmeet.loadtest.injector;

import com.sun.management.OperatingSystemMXBean;
import io.openmeet.loadtest.injector.InjectorHealth.InjectorSecond;
import io.openmeet.loadtest.statistics.BucketCounts;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Watches this JVM while it makes load: how late it acts, how long its garbage collector pauses,
 * whether its clock is set, how busy it and its machine are. Its thread wakes 200 times a second;
 * the threads that send and receive report to it 50 times a second ({@link #beat}).
 *
 * <p>It starts with the first user, so that a run that never reaches its window has figures too. It
 * starts again when the window opens; only the clock is watched for the whole run.
 */
public final class InjectorMonitor implements AutoCloseable {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ClockSteps clock = new ClockSteps();
  private final Set<Thread> watchedLoops = new HashSet<>();
  private volatile boolean closed;
  private boolean over;
  private volatile Optional<Stretch> window = Optional.empty();
  private Thread thread;
  private Stretch current;

  /** Since the last reading; a negative load or NaN means unknown. */
  private record Cpu(double process, double machine) {}

  /** The observations of a stretch of time. */
  private final class Stretch {
    private final long startNanos;
    private final long endNanos;
    private final long startEpochMs;
    private final List<InjectorSecond> seconds = new ArrayList<>();
    private final Map<Thread, StartLag> lagByLoop = new HashMap<>();
    private StartLag lag;
    private GcPauses gcPauses;
    private ProcessCpu process;
    private NetworkUse network;
    private double longestLagMs;
    private long gcMsBefore;
    private long nextSecond;

    private Stretch(long startNanos, long endNanos, long startEpochMs) {
      this.startNanos = startNanos;
      this.endNanos = endNanos;
      this.startEpochMs = startEpochMs;
      this.nextSecond = startNanos + SECOND;
    }

    private void begin(Collection<Thread> loops) {
      long now = System.nanoTime();
      lag = new StartLag(now, SLOT_NANOS);
      loops.forEach(loop -> lagByLoop.put(loop, new StartLag(now, BEAT_NANOS)));
      gcPauses = new GcPauses();
      // The first reading covers the time since the JVM's start, or is unknown.
      machine.getCpuLoad();
      process = new ProcessCpu();
      network = new NetworkUse();
    }

    private boolean endsASecond(long now) {
      return now - nextSecond >= 0;
    }

    /**
     * @param cpu null unless a second ends
     */
    private void notice(long now, Cpu cpu) {
      longestLagMs = Math.max(longestLagMs, lag.notice(now));
      if (cpu != null) {
        long gcMs = gcPauses.totalMs();
        long number = (nextSecond - startNanos) / SECOND - 1;
        seconds.add(second(startEpochMs + number * 1000, longestLagMs, gcMs - gcMsBefore, cpu));
        gcMsBefore = gcMs;
        longestLagMs = 0;
        nextSecond += SECOND * (1 + (now - nextSecond) / SECOND);
      }
    }

    /** The worst figure of the monitor's own thread and of all event loops. */
    private double worstLagMs(ToDoubleFunction<StartLag> figure) {
      return Stream.concat(Stream.of(lag), lagByLoop.values().stream())
          .mapToDouble(figure)
          .max()
          .orElseThrow();
    }
  }

  /** Watches the clock from now on: the run reads it before its first user starts. */
  public InjectorMonitor() {
    clock.look();
  }

  /** Starts to watch, with the first user. */
  public void begin() {
    current = new Stretch(System.nanoTime(), Long.MAX_VALUE, System.currentTimeMillis());
    current.begin(List.of());
    thread = new Thread(this::run, "injector monitor");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Sets the window. When it opens, earlier observations are dropped.
   *
   * @param delay until it opens
   * @param startEpochMs the moment it opens, in milliseconds since the epoch
   */
  public void watch(Duration delay, Duration length, long startEpochMs) {
    long startNanos = System.nanoTime() + delay.toNanos();
    window = Optional.of(new Stretch(startNanos, startNanos + length.toNanos(), startEpochMs));
  }

  private void run() {
    while (!closed && !isOver()) {
      waitUntil(current.lag.nextSlotNanos());
      long now = System.nanoTime();
      // Event loops wait for the lock: reading files and large allocations happen before it.
      if (window.isPresent() && window.get() != current && now - window.get().startNanos >= 0) {
        goOnTo(window.get());
      } else {
        Cpu cpu =
            current.endsASecond(now)
                ? new Cpu(current.process.ratio(), machine.getCpuLoad())
                : null;
        synchronized (this) {
          current.notice(now, cpu);
        }
      }
      synchronized (this) {
        clock.look();
      }
    }
    end();
  }

  private void goOnTo(Stretch next) {
    next.begin(loops());
    current.gcPauses.close();
    synchronized (this) {
      current = next;
    }
  }

  private synchronized List<Thread> loops() {
    return List.copyOf(watchedLoops);
  }

  /** A loop that is still blocked has not reported its lag yet. */
  private synchronized void end() {
    over = true;
    current.network.stop();
    long now = System.nanoTime();
    current.lagByLoop.values().forEach(lag -> lag.notice(now));
  }

  private boolean isOver() {
    return window.isPresent()
        && window.get() == current
        && System.nanoTime() - current.endNanos >= 0;
  }

  private void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime();
        left > 0 && !closed;
        left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /**
   * Registers the calling event loop; true when it was not watched yet. Each caller that can beat
   * for this loop calls it once, on that loop.
   */
  public synchronized boolean watchesThisLoop() {
    return watchedLoops.add(Thread.currentThread());
  }

  /**
   * Reports that the calling event loop is alive. The loop calls it again as soon as it can after
   * the time that the last call returned.
   *
   * @return when to call again, in milliseconds from now
   */
  public synchronized long beat() {
    if (over) {
      return TimeUnit.NANOSECONDS.toMillis(BEAT_NANOS);
    }
    long now = System.nanoTime();
    StartLag lag =
        current.lagByLoop.computeIfAbsent(
            Thread.currentThread(), loop -> new StartLag(now, BEAT_NANOS));
    current.longestLagMs = Math.max(current.longestLagMs, lag.notice(now));
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(lag.nextSlotNanos() - now));
  }

  private InjectorSecond second(long startMs, double longestLagMs, long gcMs, Cpu cpu) {
    return new InjectorSecond(
        startMs,
        longestLagMs,
        (double) gcMs,
        ratio(cpu.process()),
        ratio(cpu.machine()),
        usedHeapBytes());
  }

  /** A negative load or NaN means unknown. */
  private static Double ratio(double load) {
    return load >= 0 ? load : null;
  }

  private static long usedHeapBytes() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** The figures so far; unknown ones are null. */
  public synchronized InjectorHealth health() {
    if (current == null) {
      return InjectorHealth.NOT_MEASURED;
    }
    List<InjectorSecond> seconds = current.seconds;
    List<Double> process = known(seconds.stream().map(InjectorSecond::processCpuRatio).toList());
    List<Double> whole = known(seconds.stream().map(InjectorSecond::machineCpuRatio).toList());
    return new InjectorHealth(
        current.worstLagMs(lag -> lag.percentileMs(50)),
        current.worstLagMs(lag -> lag.percentileMs(99)),
        current.worstLagMs(StartLag::longestMs),
        current.worstLagMs(StartLag::longestMs),
        (double) current.gcPauses.totalMs(),
        (double) current.gcPauses.longestMs(),
        current.gcPauses.count(),
        clock.longestStepMs(),
        mean(process),
        max(process),
        mean(whole),
        max(whole),
        seconds.stream().map(InjectorSecond::heapUsedBytes).max(Long::compare).orElse(null),
        Runtime.getRuntime().maxMemory(),
        current.network.sentBytesPerSecond(),
        current.network.linkUseRatio(),
        seconds);
  }

  /** Start lags so far, in milliseconds; empty before it watches. */
  public synchronized Optional<BucketCounts.Buckets> startLag() {
    return Optional.ofNullable(current).map(stretch -> stretch.lag.buckets());
  }

  /** The last finished second; empty before the first one ends. */
  public synchronized Optional<InjectorSecond> lastSecond() {
    return Optional.ofNullable(current)
        .map(stretch -> stretch.seconds)
        .filter(seconds -> !seconds.isEmpty())
        .map(seconds -> seconds.get(seconds.size() - 1));
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

  /** Stops watching; the figures stay. */
  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    synchronized (this) {
      if (current != null) {
        current.gcPauses.close();
      }
    }
  }
}
