package io.openmeet.reference.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class CpuTimeTest {
  /** A tick of each of the two times. */
  private static final double RESOLUTION_SECONDS = 0.02;

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static void useCpu(Duration duration) {
    long end = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    end += duration.toNanos();
    while (ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() < end) {}
  }

  @Test
  void isTheTimeThatJavaKnowsForAProcessWithoutChildren() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      useCpu(Duration.ofMillis(300));

      double before = seconds(process.info().totalCpuDuration().orElseThrow());
      double time = CpuTime.secondsOfTree(process.pid());
      double after = seconds(process.info().totalCpuDuration().orElseThrow());
      assertTrue(before > 0, "it used no CPU");
      assertTrue(
          time >= before - RESOLUTION_SECONDS && time <= after + RESOLUTION_SECONDS,
          "%s is not between %s and %s".formatted(time, before, after));
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  /** The shell itself only waits; its child counts to a number and ends. */
  @Test
  void keepsTheTimeOfChildrenThatHaveEnded() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh", "-c", "(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done); echo; read end")
            .start();
    try {
      process.getInputStream().read();

      assertEquals(0, process.children().count());
      double own = seconds(process.info().totalCpuDuration().orElseThrow());
      double time = CpuTime.secondsOfTree(process.pid());
      assertTrue(time > own + RESOLUTION_SECONDS, time + " is not more than " + own);
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void isNotANumberWithoutTheProcess() {
    assertTrue(Double.isNaN(CpuTime.secondsOfTree(Long.MAX_VALUE)));
  }
}
