package io.openmeet.loadtest.monitoring;

import java.util.concurrent.TimeUnit;

/**
 * How busy this JVM is right now, beside {@link InjectorMonitor}, which watches the measured window
 * for the verdict.
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

  private final ProcessCpu cpu = new ProcessCpu();
  private final GcPauses gcPauses = new GcPauses();

  /** To be called by one thread, not much more than once a second. */
  public Reading read() {
    Runtime jvm = Runtime.getRuntime();
    return new Reading(
        cpu.ratio(),
        jvm.totalMemory() - jvm.freeMemory(),
        jvm.maxMemory(),
        gcPauses.totalMs() / MILLIS_PER_SECOND);
  }

  @Override
  public void close() {
    gcPauses.close();
  }
}
