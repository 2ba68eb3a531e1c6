package io.openmeet.loadtest.injector;

import java.util.concurrent.TimeUnit;

/**
 * How busy this JVM is right now, for the dashboard. {@link InjectorMonitor} watches the measured
 * window for the verdict.
 */
public final class InjectorPulse implements AutoCloseable {
  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  /**
   * One reading.
   *
   * @param cpuRatio this process's share of all cores since the reading before, 0-1; NaN when the
   *     JVM does not report it
   * @param heapUsedBytes garbage included
   * @param gcPauseSeconds total time of garbage collection pauses since the start
   */
  public record Reading(
      double cpuRatio, long heapUsedBytes, long heapMaxBytes, double gcPauseSeconds) {}

  private final ProcessCpu cpu = new ProcessCpu();
  private final GcPauses gcPauses = new GcPauses();

  /** Only one thread may call it, about once a second at most. */
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
