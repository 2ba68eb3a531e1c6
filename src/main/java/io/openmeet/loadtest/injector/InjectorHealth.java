package io.openmeet.loadtest.injector;

import java.util.List;

/**
 * How well the injector's machine and JVM kept up within the window. A value that was not measured
 * is null, and never counts as healthy.
 *
 * @param startLagP50Ms median delay from a planned moment to the injector's action
 * @param startLagP99Ms 99th percentile of that delay
 * @param startLagMaxMs maximum of that delay
 * @param longestStallMs the longest time in which the injector did nothing
 * @param gcPauseTotalMs all garbage collection pauses together
 * @param gcPauseMaxMs the longest of them
 * @param gcCount number of garbage collection pauses
 * @param clockStepMs jump of the wall clock relative to the monotonic clock, forwards or back
 * @param processCpuMeanRatio the injector's share of all cores, 0-1
 * @param processCpuMaxRatio the maximum of that share
 * @param machineCpuMeanRatio the whole machine's use of its cores, 0-1
 * @param machineCpuMaxRatio the maximum of that use
 * @param heapUsedMaxBytes the most heap in use
 * @param heapLimitBytes the maximum heap size
 * @param sentBytesPerSecond by all network interfaces of the machine, loopback included
 * @param linkUseRatio of the busiest network link, 0-1; null also when no link reports its speed
 * @param seconds second by second; empty when not measured
 */
public record InjectorHealth(
    Double startLagP50Ms,
    Double startLagP99Ms,
    Double startLagMaxMs,
    Double longestStallMs,
    Double gcPauseTotalMs,
    Double gcPauseMaxMs,
    Long gcCount,
    Double clockStepMs,
    Double processCpuMeanRatio,
    Double processCpuMaxRatio,
    Double machineCpuMeanRatio,
    Double machineCpuMaxRatio,
    Long heapUsedMaxBytes,
    Long heapLimitBytes,
    Long sentBytesPerSecond,
    Double linkUseRatio,
    List<InjectorSecond> seconds) {

  /** No value is known; a run with it is never valid. */
  public static final InjectorHealth NOT_MEASURED =
      new InjectorHealth(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  public InjectorHealth {
    seconds = seconds == null ? List.of() : List.copyOf(seconds);
  }

  /** Whether no value is known, for instance when a run ends before its window opens. */
  public boolean nothingIsKnown() {
    return equals(NOT_MEASURED);
  }

  /** The same, with other seconds. */
  public InjectorHealth withSeconds(List<InjectorSecond> others) {
    return new InjectorHealth(
        startLagP50Ms,
        startLagP99Ms,
        startLagMaxMs,
        longestStallMs,
        gcPauseTotalMs,
        gcPauseMaxMs,
        gcCount,
        clockStepMs,
        processCpuMeanRatio,
        processCpuMaxRatio,
        machineCpuMeanRatio,
        machineCpuMaxRatio,
        heapUsedMaxBytes,
        heapLimitBytes,
        sentBytesPerSecond,
        linkUseRatio,
        others);
  }

  /**
   * One second; a value that was not measured is null.
   *
   * @param startMs epoch milliseconds
   * @param lagMaxMs the highest start lag that began or was noticed in this second
   * @param gcMs time in garbage collection pauses
   * @param processCpuRatio 0-1
   * @param machineCpuRatio 0-1
   */
  public record InjectorSecond(
      long startMs,
      Double lagMaxMs,
      Double gcMs,
      Double processCpuRatio,
      Double machineCpuRatio,
      Long heapUsedBytes) {}
}
