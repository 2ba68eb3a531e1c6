package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.injector.InjectorHealth.InjectorSecond;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The injector's health in the window of {@link SampleRun}. */
final class SampleHealth {
  private static final double LAG_P99_MS = 1.5;
  private static final double STALL_MS = 12;
  private static final double LINK_USE_RATIO = 0.4;

  private SampleHealth() {}

  /** A healthy injector in a window of that many seconds. */
  static InjectorHealth healthy(int seconds) {
    return new InjectorHealth(
        0.2,
        LAG_P99_MS,
        4.0,
        STALL_MS,
        60.0,
        14.0,
        6L,
        0.4,
        0.35,
        0.6,
        0.7,
        0.95,
        300_000_000L,
        1_073_741_824L,
        48_000_000L,
        LINK_USE_RATIO,
        healthySeconds(seconds));
  }

  private static List<InjectorSecond> healthySeconds(int seconds) {
    return IntStream.range(0, seconds)
        .mapToObj(
            second ->
                new InjectorSecond(
                    SampleRun.windowStartMs() + second * 1000L,
                    1.0 + second % 4,
                    second % 5 == 0 ? 14.0 : 0.0,
                    0.30 + second % 3 / 10.0,
                    0.65 + second % 3 / 10.0,
                    250_000_000L + second * 5_000_000L))
        .toList();
  }

  /** Healthy for ten seconds, apart from the start lag. */
  static InjectorHealth late(double lagP99Ms) {
    return with(lagP99Ms, STALL_MS, LINK_USE_RATIO);
  }

  /** Healthy for ten seconds, apart from the longest stall, which no second shows. */
  static InjectorHealth longestStall(double ms) {
    return with(LAG_P99_MS, ms, LINK_USE_RATIO);
  }

  /** Healthy for ten seconds, apart from the use of the network link, 0-1. */
  static InjectorHealth linkUse(double ratio) {
    return with(LAG_P99_MS, STALL_MS, ratio);
  }

  /**
   * @param ms lag of each second in which it stood still
   * @param when the numbers of these seconds, counted from 0
   */
  static InjectorHealth stoodStill(int seconds, double ms, IntPredicate when) {
    return longestStall(ms)
        .withSeconds(
            IntStream.range(0, seconds)
                .mapToObj(
                    second ->
                        new InjectorSecond(
                            SampleRun.windowStartMs() + second * 1000L,
                            when.test(second) ? ms : 1.0,
                            0.0,
                            0.5,
                            0.5,
                            1L))
                .toList());
  }

  private static InjectorHealth with(double lagP99Ms, double stallMs, double linkUseRatio) {
    InjectorHealth healthy = healthy(10);
    return new InjectorHealth(
        healthy.startLagP50Ms(),
        lagP99Ms,
        lagP99Ms,
        stallMs,
        healthy.gcPauseTotalMs(),
        healthy.gcPauseMaxMs(),
        healthy.gcCount(),
        healthy.clockStepMs(),
        healthy.processCpuMeanRatio(),
        healthy.processCpuMaxRatio(),
        healthy.machineCpuMeanRatio(),
        healthy.machineCpuMaxRatio(),
        healthy.heapUsedMaxBytes(),
        healthy.heapLimitBytes(),
        healthy.sentBytesPerSecond(),
        linkUseRatio,
        healthy.seconds());
  }
}
