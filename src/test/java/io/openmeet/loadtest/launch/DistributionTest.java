package io.openmeet.loadtest.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.launch.Distribution.Failure;
import io.openmeet.loadtest.launch.Distribution.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
  /** Far longer than any of these tests takes. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final String HANGS = "exec sleep 600";

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  private static DistributionPlan plan(
      Path folder, int injectors, Duration readyWithin, Duration endWithin) {
    return new DistributionPlan(
        "io.openmeet.Some",
        Map.of("profile", "smoke", "metrics.port", "9000"),
        injectors,
        readyWithin,
        endWithin,
        LONG,
        folder);
  }

  private Outcome run(FakeInjectors injectors, int count, Duration readyWithin, Duration endWithin)
      throws Exception {
    return new Distribution(plan(folder, count, readyWithin, endWithin), injectors, progress::add)
        .run();
  }

  private static List<Path> folders(Outcome outcome) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (StartedInjector injector : outcome.injectors()) {
      injector.folder().ifPresent(folders::add);
    }
    return folders;
  }

  @Test
  void waitsUntilAllInjectorsHaveTheirObservations() throws Exception {
    FakeInjectors injectors =
        new FakeInjectors("ready 1 2; complete", "ready 2 2; complete; exit 2");

    Outcome outcome = run(injectors, 2, LONG, LONG);

    assertEquals(Optional.empty(), outcome.failure());
    assertEquals(
        List.of(folder.resolve("injector-1/run"), folder.resolve("injector-2/run")),
        folders(outcome));
    assertTrue(progress.contains("injector 1/2 has ended"), progress::toString);
    assertTrue(progress.contains("injector 2/2 has ended"), progress::toString);
  }

  @Test
  void reportsWhenInjectorsAreReady() throws Exception {
    String untilAll = "while ! ls %s/barrier/2-of-2.ready; do sleep 0.01; done;".formatted(folder);
    // The second ends when the test has seen that both are ready.
    String untilSeen = "while ! ls %s/seen; do sleep 0.01; done;".formatted(folder);
    FakeInjectors injectors =
        new FakeInjectors(
            "ready 1 2;" + untilAll + untilSeen + "complete",
            "ready 2 2;" + untilSeen + "complete");

    new Distribution(
            plan(folder, 2, LONG, LONG),
            injectors,
            line -> {
              progress.add(line);
              if (line.startsWith("all injectors are ready")) {
                assertTrue(folder.resolve("seen").toFile().mkdir());
              }
            })
        .run();

    assertEquals(
        List.of("injector 1/2 is ready", "injector 2/2 is ready"),
        List.copyOf(new TreeSet<>(progress.subList(0, 2))));
    assertEquals("all injectors are ready; their windows open together", progress.get(2));
    assertEquals(
        List.of("injector 1/2 has ended", "injector 2/2 has ended"),
        List.copyOf(new TreeSet<>(progress.subList(3, 5))));
  }

  @Test
  void givesEachInjectorItsPlace() throws Exception {
    FakeInjectors injectors = new FakeInjectors("complete", "complete");
    run(injectors, 2, LONG, LONG);

    Map<String, String> common =
        Map.of(
            "profile",
            "smoke",
            "gatling.noReports",
            "true",
            "injector.barrier",
            folder + "/barrier",
            "history",
            folder + "/history");
    for (int index = 1; index <= 2; index++) {
      InjectorRun run = injectors.runs().get(index - 1);
      assertEquals(folder.resolve("injector-" + index), run.results());
      assertTrue(run.properties().entrySet().containsAll(common.entrySet()));
      assertEquals(index + "/2", run.properties().get("injector"));
    }
    assertEquals("9000", injectors.runs().get(0).properties().get("metrics.port"));
    assertEquals("off", injectors.runs().get(1).properties().get("metrics.port"));
  }

  @Test
  void endsAllWhenOneDies() throws Exception {
    FakeInjectors injectors =
        new FakeInjectors(HANGS, "begin; echo one; echo; echo two >&2; exit 137", HANGS);

    Outcome outcome = run(injectors, 3, LONG, LONG);

    Failure failure = outcome.failure().orElseThrow();
    assertEquals(
        "Injector 2/3 ended with exit code 137 before its run was complete.", failure.reason());
    assertEquals(List.of("one", "two"), failure.lastLines());
    assertEquals(folder.resolve("injector-2.log"), failure.log());
    assertEquals(List.of(folder.resolve("injector-2/run")), folders(outcome));
    assertTrue(injectors.haveEnded());
  }

  @Test
  void showsOnlyTheEndOfALongOutput() throws Exception {
    Failure failure =
        run(new FakeInjectors("seq 1000; exit 1", HANGS), 2, LONG, LONG).failure().orElseThrow();

    assertEquals(10, failure.lastLines().size());
    assertEquals("1000", failure.lastLines().get(9));
  }

  /** It has refused to start, for instance; the others would wait for it. */
  @Test
  void anInjectorWithoutARunHasFailedEvenWithExitCode0() throws Exception {
    Outcome outcome = run(new FakeInjectors("exit 0", HANGS), 2, LONG, LONG);

    assertEquals(
        "Injector 1/2 ended with exit code 0 before its run was complete.",
        outcome.failure().orElseThrow().reason());
    assertEquals(List.of(), folders(outcome));
  }

  @Test
  void endsAllWhenOneIsNeverReady() throws Exception {
    FakeInjectors injectors =
        new FakeInjectors("ready 1 2;" + HANGS, "echo still signing in;" + HANGS);
    long begunAt = System.nanoTime();

    Outcome outcome = run(injectors, 2, Duration.ofSeconds(1), LONG);

    Failure failure = outcome.failure().orElseThrow();
    assertEquals("Not ready within 1 s: injector 2/2.", failure.reason());
    assertEquals(List.of("still signing in"), failure.lastLines());
    assertTrue(injectors.haveEnded());
    assertFalse(System.nanoTime() - begunAt < Duration.ofSeconds(1).toNanos());
  }

  @Test
  void endsAllWhenOneHangsAfterTheWindow() throws Exception {
    FakeInjectors injectors = new FakeInjectors("ready 1 2; complete", "ready 2 2; begin;" + HANGS);

    Outcome outcome = run(injectors, 2, LONG, Duration.ofSeconds(1));

    Failure failure = outcome.failure().orElseThrow();
    assertEquals("Not ended within 1 s: injector 2/2.", failure.reason());
    assertEquals(2, folders(outcome).size());
    assertTrue(injectors.haveEnded());
  }

  /** The first prints all the time; the second stops to. */
  @Test
  void endsAllWhenOneHangsInItsLoad() throws Exception {
    FakeInjectors injectors =
        new FakeInjectors(
            "ready 1 2; for i in $(seq 600); do echo measuring; sleep 0.1; done",
            "ready 2 2; echo measuring;" + HANGS);
    DistributionPlan plan =
        new DistributionPlan(
            "io.openmeet.Some", Map.of(), 2, LONG, LONG, Duration.ofSeconds(2), folder);

    Outcome outcome = new Distribution(plan, injectors, progress::add).run();

    Failure failure = outcome.failure().orElseThrow();
    assertEquals("Injector 2/2 has printed nothing for 2 s, so it hangs.", failure.reason());
    assertTrue(progress.contains("injector 2/2 hangs"), progress::toString);
    assertTrue(injectors.haveEnded());
  }

  /** What Ctrl-C does: the JVM ends in an orderly way, with its shutdown hooks. */
  @Test
  void allInjectorsEndWithTheCommand() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Command.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try (var lines = jvm.inputReader()) {
      ProcessHandle first = injector(1);
      ProcessHandle second = injector(2);
      jvm.toHandle().destroy(); // unlike Process.destroy(), this leaves its output open
      first.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
      second.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
      assertTrue(jvm.waitFor(LONG.toSeconds(), TimeUnit.SECONDS));
      // Nothing if it ended before it looked again.
      assertTrue(List.of("stopped").containsAll(lines.lines().toList()));
    } finally {
      jvm.destroyForcibly();
    }
  }

  private ProcessHandle injector(int index) throws IOException {
    return ProcessHandle.of(FakeInjectors.pid(folder.resolve("injector-" + index))).orElseThrow();
  }

  /** Runs two injectors that never end; reports neither as dead when it is ended itself. */
  static final class Command {
    private Command() {}

    public static void main(String[] folder) throws IOException {
      try {
        Outcome outcome =
            new Distribution(
                    plan(Path.of(folder[0]), 2, LONG, LONG),
                    new FakeInjectors(HANGS, HANGS),
                    System.out::println)
                .run();
        System.out.println(outcome);
      } catch (InterruptedException stopped) {
        System.out.println("stopped");
      }
    }
  }
}
