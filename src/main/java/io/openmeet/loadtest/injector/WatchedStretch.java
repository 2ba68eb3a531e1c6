package io.openmeet.loadtest.injector;

import com.sun.management.OperatingSystemMXBean;
import io.openmeet.loadtest.injector.InjectorHealth.InjectorSecond;
import io.openmeet.loadtest.statistics.BucketCounts;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The injector's figures over a stretch of time: before the window, or the window. {@link
 * InjectorMonitor} calls it from several threads, one at a time.
 */
final class WatchedStretch {
  static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
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

  /** Shares of all cores since the last reading, 0-1; a negative load or NaN means unknown. */
  record Cpu(double process, double machine) {}

  /**
   * @param startNanos as {@link System#nanoTime}
   * @param startEpochMs the same moment, in milliseconds since the epoch
   */
  WatchedStretch(long startNanos, long endNanos, long startEpochMs) {
    this.startNanos = startNanos;
    this.endNanos = endNanos;
    this.startEpochMs = startEpochMs;
    this.nextSecond = startNanos + SECOND;
  }

  /** Starts to watch; reads files, so no event loop should wait for it. */
  void begin(Collection<Thread> loops) {
    long now = System.nanoTime();
    lag = new StartLag(now, SLOT_NANOS);
    loops.forEach(loop -> lagByLoop.put(loop, new StartLag(now, BEAT_NANOS)));
    gcPauses = new GcPauses();
    // The first reading covers the time since the JVM's start, or is unknown.
    machine.getCpuLoad();
    process = new ProcessCpu();
    network = new NetworkUse();
  }

  boolean hasBegun(long now) {
    return now - startNanos >= 0;
  }

  boolean isOver(long now) {
    return now - endNanos >= 0;
  }

  /** When the monitor's thread should look again, as {@link System#nanoTime}. */
  long nextSlotNanos() {
    return lag.nextSlotNanos();
  }

  /** Reads the load of the CPU when a second ends; reads files. */
  Optional<Cpu> cpuAtTheEndOfASecond(long now) {
    return now - nextSecond >= 0
        ? Optional.of(new Cpu(process.ratio(), machine.getCpuLoad()))
        : Optional.empty();
  }

  /** Notices how late the monitor's thread is, and ends the second if there is a reading. */
  void notice(long now, Optional<Cpu> secondsCpu) {
    longestLagMs = Math.max(longestLagMs, lag.notice(now));
    secondsCpu.ifPresent(cpu -> endSecond(now, cpu));
  }

  private void endSecond(long now, Cpu cpu) {
    long gcMs = gcPauses.totalMs();
    long number = (nextSecond - startNanos) / SECOND - 1;
    seconds.add(
        new InjectorSecond(
            startEpochMs + number * 1000,
            longestLagMs,
            (double) (gcMs - gcMsBefore),
            ratio(cpu.process()),
            ratio(cpu.machine()),
            Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()));
    gcMsBefore = gcMs;
    longestLagMs = 0;
    nextSecond += SECOND * (1 + (now - nextSecond) / SECOND);
  }

  private static Double ratio(double load) {
    return load >= 0 ? load : null;
  }

  /**
   * Notices how late the calling event loop is.
   *
   * @return when it should beat again, as {@link System#nanoTime}
   */
  long beat(long now) {
    StartLag loops =
        lagByLoop.computeIfAbsent(Thread.currentThread(), loop -> new StartLag(now, BEAT_NANOS));
    longestLagMs = Math.max(longestLagMs, loops.notice(now));
    return loops.nextSlotNanos();
  }

  /** A loop that is still blocked has not reported its lag yet. */
  void end(long now) {
    network.stop();
    lagByLoop.values().forEach(loops -> loops.notice(now));
  }

  void close() {
    gcPauses.close();
  }

  /** Start lags of the monitor's thread so far, in milliseconds. */
  BucketCounts.Buckets startLag() {
    return lag.buckets();
  }

  /** Empty before the first second ends. */
  Optional<InjectorSecond> lastSecond() {
    return seconds.isEmpty() ? Optional.empty() : Optional.of(seconds.get(seconds.size() - 1));
  }

  /** The figures so far; unknown ones are null. */
  InjectorHealth health(double clockStepMs) {
    List<Double> ofProcess = known(InjectorSecond::processCpuRatio);
    List<Double> ofMachine = known(InjectorSecond::machineCpuRatio);
    return new InjectorHealth(
        worstLagMs(loops -> loops.percentileMs(50)),
        worstLagMs(loops -> loops.percentileMs(99)),
        worstLagMs(StartLag::longestMs),
        worstLagMs(StartLag::longestMs),
        (double) gcPauses.totalMs(),
        (double) gcPauses.longestMs(),
        gcPauses.count(),
        clockStepMs,
        mean(ofProcess),
        max(ofProcess),
        mean(ofMachine),
        max(ofMachine),
        seconds.stream().map(InjectorSecond::heapUsedBytes).max(Long::compare).orElse(null),
        Runtime.getRuntime().maxMemory(),
        network.sentBytesPerSecond(),
        network.linkUseRatio(),
        seconds);
  }

  /** The worst figure of the monitor's own thread and of all event loops. */
  private double worstLagMs(ToDoubleFunction<StartLag> figure) {
    return Stream.concat(Stream.of(lag), lagByLoop.values().stream())
        .mapToDouble(figure)
        .max()
        .orElseThrow();
  }

  private List<Double> known(Function<InjectorSecond, Double> figure) {
    return seconds.stream().map(figure).filter(value -> value != null).toList();
  }

  private static Double mean(List<Double> values) {
    return values.isEmpty()
        ? null
        : values.stream().mapToDouble(Double::doubleValue).average().getAsDouble();
  }

  private static Double max(List<Double> values) {
    return values.stream().max(Double::compare).orElse(null);
  }
}
