package io.openmeet.reference.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessMetricsTest {
  /** Both counts of processor time are in steps of 10 ms, and are not read at the same moment. */
  private static final double STEPS_SECONDS = 0.05;

  private static final int MEBIBYTE = 1 << 20;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** Keeps the compiler from removing what is only allocated. */
  private volatile byte[] allocated;

  /** Must be kept: a registry has only weak references to what it reads. */
  private final ProcessMetrics metrics = new ProcessMetrics();

  @BeforeEach
  void bind() {
    metrics.bindTo(registry);
  }

  @Test
  void processorTimeIsWhatTheOperatingSystemReports() {
    double busyUntil = systemCpuSeconds() + 0.3;
    assertCpuIsThatOfTheSystem();
    while (systemCpuSeconds() < busyUntil) {
      allocated = new byte[100];
    }
    assertCpuIsThatOfTheSystem();
  }

  @Test
  void allocationGrowsByTheSizeOfWhatIsAllocated() {
    double before = allocatedMebibytes();

    allocate(64);

    double grown = allocatedMebibytes() - before;
    // Other threads of this process may allocate a little too.
    assertTrue(grown >= 64 && grown < 80, grown + " MiB");
  }

  @Test
  void whatAThreadAllocatedStaysCountedAfterItsEnd() throws InterruptedException {
    double before = allocatedMebibytes();
    CountDownLatch hasAllocated = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              allocate(64);
              hasAllocated.countDown();
              awaitUninterrupted(mayEnd);
            });
    thread.start();
    hasAllocated.await();
    double whileAlive = allocatedMebibytes();
    mayEnd.countDown();
    thread.join();
    double ended = allocatedMebibytes();

    assertTrue(whileAlive - before >= 64, whileAlive + " after " + before);
    assertTrue(ended >= whileAlive && ended < whileAlive + 16, ended + " after " + whileAlive);
  }

  private void assertCpuIsThatOfTheSystem() {
    double before = systemCpuSeconds();
    double shown = registry.get("process.cpu").functionCounter().count();
    double after = systemCpuSeconds();
    assertTrue(
        shown > before - STEPS_SECONDS && shown < after + STEPS_SECONDS,
        before + " <= " + shown + " <= " + after);
  }

  private static double systemCpuSeconds() {
    Duration total = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    return total.toNanos() / 1e9;
  }

  private double allocatedMebibytes() {
    return registry.get("openmeet.process.allocated").functionCounter().count() / MEBIBYTE;
  }

  private void allocate(int mebibytes) {
    for (int i = 0; i < mebibytes; i++) {
      allocated = new byte[MEBIBYTE];
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
