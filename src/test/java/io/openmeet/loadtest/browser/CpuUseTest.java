package io.openmeet.loadtest.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CpuUseTest {
  /** Counts in a child, so that the CPU time is not that of the process itself, and then waits. */
  private static final String BUSY_CHILD =
      "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo counted; sleep 60'; :";

  @Test
  void theTimeOfAChildCountsAlsoAfterItsEnd() throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", BUSY_CHILD).start();
    try (CpuUse use = CpuUse.of(shell.pid())) {
      assertEquals("counted", shell.inputReader().readLine());
      ProcessHandle child = shell.children().findFirst().orElseThrow();
      Duration ofChild = child.info().totalCpuDuration().orElseThrow();
      assertTrue(use.used().compareTo(ofChild) >= 0, () -> use.used() + " of " + ofChild);
      assertTrue(use.ratio() > 0 && use.ratio() <= 1, () -> "ratio " + use.ratio());

      child.descendants().forEach(ProcessHandle::destroy);
      child.destroy();
      shell.waitFor();
      assertTrue(use.used().compareTo(ofChild) >= 0, () -> use.used() + " of " + ofChild);
    } finally {
      shell.descendants().forEach(ProcessHandle::destroy);
      shell.destroy();
    }
  }

  @Test
  void theTimeBeforeItWasOpenedDoesNotCount() throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", BUSY_CHILD).start();
    try {
      assertEquals("counted", shell.inputReader().readLine());
      try (CpuUse use = CpuUse.of(shell.pid())) {
        assertEquals(Duration.ZERO, use.used());
      }
    } finally {
      shell.descendants().forEach(ProcessHandle::destroy);
      shell.destroy();
    }
  }
}
