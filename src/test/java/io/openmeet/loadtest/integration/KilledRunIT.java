package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.simulations.SearchSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a run is killed, all its processes end: the injector and the reference API. */
class KilledRunIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path results;

  @Test
  void theReferenceApiEndsWhenTheInjectorIsKilled() throws Exception {
    Process injector =
        startAndWaitForLoad(ForkedSimulation.command(SearchSimulation.class, results, Map.of()));
    List<ProcessHandle> started = injector.descendants().toList();
    injector.destroyForcibly();
    assertAllEnd(started);
  }

  @Test
  void theInjectorAndTheReferenceApiEndWhenTheirParentIsKilled() throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\"; echo over", "sh"));
    command.addAll(ForkedSimulation.command(SearchSimulation.class, results, Map.of()));
    Process parent = startAndWaitForLoad(command);
    List<ProcessHandle> started = parent.descendants().toList();
    parent.destroyForcibly();
    assertAllEnd(started);
  }

  private Process startAndWaitForLoad(List<String> command) throws Exception {
    Path output = Files.createTempFile("killed", ".txt");
    output.toFile().deleteOnExit();
    Process process = ForkedSimulation.start(command, output);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.readString(output).contains("  measuring, ")) {
      assertTrue(
          process.isAlive() && System.nanoTime() < deadline,
          () -> "no load was sent: " + read(output));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return process;
  }

  private static void assertAllEnd(List<ProcessHandle> processes) throws Exception {
    assertTrue(processes.size() >= 3, "a JVM, PostgreSQL and Redis: " + processes);
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String read(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      return unreadable.getMessage();
    }
  }
}
