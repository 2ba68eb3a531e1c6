package io.openmeet.loadtest.monitoring;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.InjectorHealth;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class InjectorMonitorTest {

  @Test
  void shouldKnowNothingBeforeItWatches() {
    try (InjectorMonitor monitor = new InjectorMonitor()) {
      assertEquals(InjectorHealth.NOT_MEASURED, monitor.health());
    }
  }

  @Test
  void shouldTellOfEverySecondItWatched() {
    try (InjectorMonitor monitor = new InjectorMonitor()) {
      monitor.watch(Duration.ZERO, Duration.ofSeconds(2), 1_000_000);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (monitor.health().seconds().isEmpty() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      InjectorHealth health = monitor.health();
      assertAll(
          () -> assertEquals(1_000_000, health.seconds().get(0).startMs() / 1000 * 1000),
          () -> assertTrue(health.startLagP99Ms() >= health.startLagP50Ms()),
          () -> assertTrue(health.startLagMaxMs() >= health.startLagP99Ms()),
          () -> assertTrue(health.heapUsedMaxBytes() > 0),
          () -> assertTrue(health.heapUsedMaxBytes() <= health.heapLimitBytes()),
          () -> assertTrue(health.clockStepMs() < 50));
    }
  }
}
