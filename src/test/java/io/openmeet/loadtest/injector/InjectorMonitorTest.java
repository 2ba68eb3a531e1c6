package io.openmeet.loadtest.injector;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class InjectorMonitorTest {

  @Test
  void hasNoFiguresBeforeItWatches() {
    try (InjectorMonitor monitor = new InjectorMonitor()) {
      assertEquals(InjectorHealth.NOT_MEASURED, monitor.health());
    }
  }

  @Test
  void reportsTheSecondsThatItWatched() {
    try (InjectorMonitor monitor = new InjectorMonitor()) {
      monitor.begin();
      monitor.watch(Duration.ZERO, Duration.ofSeconds(2), 1_000_000);
      InjectorHealth health = awaitASecondFrom(monitor, 1_000_000);
      assertAll(
          () -> assertEquals(1_000_000, health.seconds().get(0).startMs() / 1000 * 1000),
          () -> assertTrue(health.startLagP99Ms() >= health.startLagP50Ms()),
          () -> assertTrue(health.startLagMaxMs() >= health.startLagP99Ms()),
          () -> assertTrue(health.heapUsedMaxBytes() > 0),
          () -> assertTrue(health.heapUsedMaxBytes() <= health.heapLimitBytes()),
          () -> assertTrue(health.clockStepMs() < 50));
    }
  }

  @Test
  void dropsEarlierSecondsWhenTheWindowOpens() {
    try (InjectorMonitor monitor = new InjectorMonitor()) {
      long began = System.currentTimeMillis();
      monitor.begin();
      assertNotEquals(InjectorHealth.NOT_MEASURED, monitor.health());
      InjectorHealth before = awaitASecondFrom(monitor, began);
      assertTrue(before.seconds().size() >= 1);

      monitor.watch(Duration.ZERO, Duration.ofSeconds(2), 1_000_000);
      InjectorHealth within = awaitASecondFrom(monitor, 1_000_000);
      assertTrue(
          within.seconds().stream().allMatch(second -> second.startMs() < began),
          within.seconds()::toString);
    }
  }

  /** A thread that is blocked for 300 ms reports nothing during that time. */
  @Test
  void reportsAnEventLoopThatStoodStill() {
    try (InjectorMonitor monitor = new InjectorMonitor()) {
      monitor.begin();
      assertTrue(monitor.watchesThisLoop());
      assertFalse(monitor.watchesThisLoop(), "once each");
      monitor.beat();
      hold(300);
      monitor.beat();

      InjectorHealth health = monitor.health();

      assertTrue(health.longestStallMs() >= 270, health::toString);
      // Nearly all of its 15 moments in that time are late, each by 20 ms less than the one before.
      assertTrue(health.startLagP50Ms() >= 100, health::toString);
      await(monitor, seen -> seen.seconds().stream().anyMatch(second -> second.lagMaxMs() >= 270));
    }
  }

  private static void hold(long ms) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static InjectorHealth awaitASecondFrom(InjectorMonitor monitor, long epochMs) {
    return await(
        monitor,
        health ->
            !health.seconds().isEmpty()
                && Math.abs(health.seconds().get(0).startMs() - epochMs) < 1_000);
  }

  private static InjectorHealth await(
      InjectorMonitor monitor, Predicate<InjectorHealth> condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline) {
      InjectorHealth health = monitor.health();
      if (condition.test(health)) {
        return health;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new AssertionError("not seen: " + monitor.health());
  }
}
