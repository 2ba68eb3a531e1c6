package io.openmeet.loadtest.monitoring;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * How busy this JVM is right now. Beside {@link InjectorMonitor}, which watches the measured window
 * for the verdict, it has readings of its own: the JVM's "load since the last call" would be halved
 * by a second caller.
 */
public final class InjectorPulse implements AutoCloseable {
  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  /**
   * One reading.
   *
   * @param cpuRatio this process's share of all cores since the reading before, 0-1; NaN when the
   *     JVM does not tell
   * @param heapUsedBytes garbage included
   * @param gcPauseSeconds in all garbage collection pauses since the beginning
   */
  public record Reading(
      double cpuRatio, long heapUsedBytes, long heapMaxBytes, double gcPauseSeconds) {}

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final GcPauses gcPauses = new GcPauses();
  private long lastCpuNanos = process.getProcessCpuTime();
  private long lastNanos = System.nanoTime();
  private double lastRatio = Double.NaN;

  /** To be called by one thread, not much more than once a second. */
  public Reading read() {
    Runtime jvm = Runtime.getRuntime();
    return new Reading(
        cpuRatio(),
        jvm.totalMemory() - jvm.freeMemory(),
        jvm.maxMemory(),
        gcPauses.totalMs() / MILLIS_PER_SECOND);
  }

  private double cpuRatio() {
    long cpuNanos = process.getProcessCpuTime();
    long now = System.nanoTime();
    if (lastCpuNanos >= 0 && now > lastNanos) {
      double used = (double) (cpuNanos - lastCpuNanos) / (now - lastNanos);
      lastRatio = Math.max(0, Math.min(1, used / Runtime.getRuntime().availableProcessors()));
    }
    lastCpuNanos = cpuNanos;
    lastNanos = now;
    return lastRatio;
  }

  @Override
  public void close() {
    gcPauses.close();
  }
}
