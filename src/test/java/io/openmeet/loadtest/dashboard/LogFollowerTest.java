package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.injector.InjectorMonitor;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.statistics.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
  private final BlockingQueue<Snapshot> snapshots = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private LogFollower follower;

  /** The window becomes known while the follower reads, after the follower has looked for it. */
  @Test
  void aWindowAnnouncedDuringAReadingCountsItsFirstRequest(@TempDir Path folder) throws Exception {
    long now = System.currentTimeMillis();
    Window window = new Window(now - 5_000, now + 5_000);
    Path log = folder.resolve("simulation.log");
    RunFacts run =
        new RunFacts(
            "ApiSimulation",
            "quick",
            List.of(),
            "http://127.0.0.1:8080",
            "scorecard.html",
            List.of(),
            Optional.empty(),
            Set.of(),
            OptionalDouble.of(100),
            Set.of(),
            List.of());
    SnapshotCollector soFar =
        new SnapshotCollector(run, now, new InjectorMonitor(), () -> "warming up", () -> 0);
    follower =
        new LogFollower(
            soFar,
            () -> {
              follower.windowKnown(window);
              writeOneVisit(log, window.startMs());
              return Optional.of(log);
            },
            Map::of,
            snapshots::add,
            failures::add);

    follower.start();
    follower.finish(new FinalOutcome(RunVerdict.PASS, List.of(), List.of(), ""));

    assertEquals(List.of(), List.copyOf(failures));
    // The first snapshot may come before the follower knows the end, and then the load seems held
    // back.
    Snapshot last = List.copyOf(snapshots).get(snapshots.size() - 1);
    assertEquals(1, last.totals().orElseThrow().count());
    assertEquals(1, last.delivered());
  }

  private static void writeOneVisit(Path log, long startMs) throws Exception {
    try (LogWriter writer =
        new LogWriter(
            log,
            new LogHeader("3.15.1", "ApiSimulation", startMs, "", List.of("API"), List.of()))) {
      writer.user(0, true, startMs);
      writer.request(List.of(), "Search", startMs, startMs + 3, true, "");
      writer.user(0, false, startMs + 3);
    }
  }
}
