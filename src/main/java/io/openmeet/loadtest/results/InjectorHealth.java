package io.openmeet.loadtest.results;

import java.util.List;

/**
 * How well the machine and the JVM that made the load kept up, within the window. What was not
 * measured is null, and is never taken for good.
 *
 * @param startLagP50Ms how late a planned moment was served, actual against planned: the median
 * @param startLagP99Ms its 99th percentile
 * @param startLagMaxMs its maximum
 * @param longestStallMs the longest time in which nothing at all was served
 * @param gcPauseTotalMs all garbage collection pauses together
 * @param gcPauseMaxMs the longest of them
 * @param gcCount how many
 * @param clockStepMs by how much the wall clock jumped against the steady one, forwards or back
 * @param processCpuMeanRatio the injector's share of all cores, 0-1
 * @param processCpuMaxRatio its highest
 * @param machineCpuMeanRatio the whole machine's use of its cores, 0-1
 * @param machineCpuMaxRatio its highest
 * @param heapUsedMaxBytes the most heap in use
 * @param heapLimitBytes the most heap there can be
 * @param sentBytesPerSecond by all network interfaces of the machine, loopback included
 * @param linkUseRatio of the fullest network link, 0-1; null also where no link tells its speed
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

  /** Nothing is known; a run with it is never valid. */
  public static final InjectorHealth NOT_MEASURED =
      new InjectorHealth(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  public InjectorHealth {
    seconds = seconds == null ? List.of() : List.copyOf(seconds);
  }

  /** Whether nothing is known, as when a run ends before its window opens. */
  boolean nothingIsKnown() {
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
   * One second of it; what was not measured is null.
   *
   * @param startMs epoch milliseconds
   * @param lagMaxMs the highest start lag, in the second in which it was noticed or began
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
