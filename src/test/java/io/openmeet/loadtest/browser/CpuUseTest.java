package io.openmeet.loadtest.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A shell whose child counts when it is told to, and then waits. */
@Timeout(120)
class CpuUseTest {
  private static final String CHILD =
      "sh -c 'echo ready; read go; i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo counted; read end'; :";

  private Process shell;
  private ProcessHandle child;

  @BeforeEach
  void start() throws IOException {
    shell = new ProcessBuilder("sh", "-c", CHILD).start();
    assertEquals("ready", shell.inputReader().readLine());
    child = shell.children().findFirst().orElseThrow();
  }

  @AfterEach
  void end() {
    child.destroy();
    shell.destroy();
  }

  @Test
  void theTimeOfAChildCountsAlsoAfterItsEnd() throws IOException, InterruptedException {
    try (CpuUse use = CpuUse.of(shell.pid())) {
      Duration atFirst = timeOfChild();
      count();
      Duration counting = timeOfChild().minus(atFirst);
      assertTrue(counting.toNanos() > 0);
      assertTrue(use.used().compareTo(counting) >= 0, () -> use.used() + " of " + counting);
      assertTrue(use.ratio() > 0 && use.ratio() <= 1, () -> "ratio " + use.ratio());

      shell.outputWriter().close();
      shell.waitFor();
      assertTrue(use.used().compareTo(counting) >= 0, () -> use.used() + " of " + counting);
    }
  }

  @Test
  void theTimeBeforeItWasOpenedDoesNotCount() throws IOException {
    count();
    Duration counting = timeOfChild();
    try (CpuUse use = CpuUse.of(shell.pid())) {
      assertTrue(use.used().compareTo(counting) < 0, () -> use.used() + " of " + counting);
    }
  }

  private void count() throws IOException {
    Writer toChild = shell.outputWriter();
    toChild.write("go\n");
    toChild.flush();
    assertEquals("counted", shell.inputReader().readLine());
  }

  private Duration timeOfChild() {
    return child.info().totalCpuDuration().orElseThrow();
  }
}
