package io.openmeet.loadtest.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
  /** Far longer than any of these tests takes. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static ChildProcess shell(String script) throws IOException {
    return ChildProcess.start(new ProcessBuilder("sh", "-c", script), "install a shell");
  }

  @Test
  void givesTheExitCodeOfAProcessThatEnds() throws Exception {
    try (ChildProcess child = shell("exit 7")) {
      assertEquals(7, child.waitFor());
      assertEquals(OptionalInt.of(7), child.exitCode());
      assertTrue(child.waitFor(LONG));
    }
  }

  /** {@code cat} ends at the end of its input. */
  @Test
  void hasAnEmptyStandardInput() throws Exception {
    try (ChildProcess child = shell("cat")) {
      assertTrue(child.waitFor(LONG));
      assertEquals(OptionalInt.of(0), child.exitCode());
    }
  }

  @Test
  void hasNoExitCodeUntilItIsClosed() throws Exception {
    ChildProcess child = shell("exec sleep 600");
    assertFalse(child.waitFor(Duration.ZERO));
    assertEquals(OptionalInt.empty(), child.exitCode());

    child.close();

    assertEquals(128 + 15, child.exitCode().orElseThrow(), "ended by SIGTERM");
    child.close();
  }

  @Test
  void endsTheProcessesThatItStarted() throws Exception {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    ChildProcess child = shell("sleep 600 & wait");
    ProcessHandle shell =
        ProcessHandle.current()
            .children()
            .filter(handle -> !before.contains(handle))
            .findFirst()
            .orElseThrow();
    while (shell.children().findAny().isEmpty()) {
      Thread.onSpinWait();
    }
    ProcessHandle sleep = shell.children().findFirst().orElseThrow();

    child.close();

    sleep.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void namesACommandThatCannotBeStarted() {
    IOException refused =
        assertThrows(
            IOException.class,
            () -> ChildProcess.start(new ProcessBuilder("/no/such/mvn"), "install Maven"));

    assertTrue(
        refused.getMessage().startsWith("/no/such/mvn: cannot be started ("), refused.getMessage());
    assertTrue(refused.getMessage().endsWith("; install Maven."), refused.getMessage());
  }

  /** What Ctrl-C does: the JVM ends in an orderly way, with its shutdown hooks. */
  @Test
  void endsWithTheJvmThatStartedIt() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = jvm.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
      jvm.destroy();
      child.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
      assertTrue(jvm.waitFor(LONG.toSeconds(), TimeUnit.SECONDS));
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** Starts a process, prints its id, and waits for it. */
  static final class Starter {
    private Starter() {}

    public static void main(String[] none) throws Exception {
      ChildProcess child = shell("exec sleep 600");
      System.out.println(ProcessHandle.current().children().findFirst().orElseThrow().pid());
      try {
        child.waitFor();
      } catch (InterruptedException jvmEnds) {
        System.out.println("stopped");
      }
    }
  }
}
