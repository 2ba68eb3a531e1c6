package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.launch.Distribution;
import io.openmeet.loadtest.launch.DistributionPlan;
import io.openmeet.loadtest.launch.FakeInjectors;
import io.openmeet.loadtest.launch.GatlingCommand;
import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command does with the runs of injectors, which are copies of prepared runs here. */
class DistributedRunTest {
  /** Far longer than any of these tests takes. */
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private Path work;
  private Path merged;
  private Path parts;

  @BeforeEach
  void prepare() throws IOException {
    work = folder.resolve("work");
    merged = folder.resolve("merged");
    parts =
        SampleRun.passing()
            .writePartsTo(folder.resolve("written"), 2, part -> {})
            .resolve(RunDirectory.INJECTORS);
  }

  /** Leaves the run of the injector with that number. */
  private String leavesRun(int index) throws IOException {
    try (Stream<Path> runs = Files.list(parts)) {
      Path run = runs.sorted().skip(index - 1).findFirst().orElseThrow();
      return "echo the output of %d; cp -r '%s' \"$results\";".formatted(index, run);
    }
  }

  private int distribute(Optional<Path> targetLog, String... injectors) throws Exception {
    DistributionPlan plan =
        new DistributionPlan(
            "io.openmeet.Some", Map.of(), injectors.length, LONG, LONG, LONG, work);
    PrintWriter printer = new PrintWriter(out, true);
    Path classPath = ClassPathWithoutGatling.in(folder);
    System.setProperty(LoadTestClasses.FILE, classPath.toString());
    GatlingCommand gatling = new GatlingCommand(LoadTestClasses.read(), folder);
    System.clearProperty(LoadTestClasses.FILE);
    RunMerge merge = new RunMerge(gatling, new RunHistory(folder.resolve("history")), printer);
    return new DistributedRun(work, merged, merge, printer)
        .conclude(
            new Distribution(plan, new FakeInjectors(injectors), line -> {}).run(), targetLog);
  }

  @Test
  void keepsOnlyTheMergedRun() throws Exception {
    int code = distribute(Optional.empty(), leavesRun(1), leavesRun(2));

    assertEquals(0, code, out::toString);
    assertTrue(out.toString().contains("PASS: ApiSimulation"), out::toString);
    assertFalse(Files.exists(work));
    try (Stream<Path> runs = Files.list(merged.resolve(RunDirectory.INJECTORS))) {
      for (Path run : runs.toList()) {
        String index = run.toString().replaceFirst(".*-", "");
        assertEquals(
            "the output of %s%n".formatted(index), Files.readString(run.resolve("console.log")));
      }
    }
  }

  @Test
  void keepsTheOutputOfTheReferenceApiInTheMergedRun() throws Exception {
    Path log = Files.writeString(folder.resolve("api-1.log"), "a slow query");

    distribute(Optional.of(log), leavesRun(1), leavesRun(2));

    assertEquals("a slow query", Files.readString(merged.resolve("reference-api.log")));
    assertTrue(
        out.toString()
            .endsWith(
                "See what the reference API logged: %s/reference-api.log\n".formatted(merged)),
        out::toString);
  }

  @Test
  void mergesWhatThereIsWhenAnInjectorDies() throws Exception {
    String afterTheFirst =
        "while ! ls %s/injector-1/*/observations.json; do sleep 0.01; done; ".formatted(work);

    int code =
        distribute(
            Optional.empty(),
            leavesRun(1) + "exec sleep 600",
            afterTheFirst + "echo Out of memory; exit 137");

    assertEquals(3, code, out::toString);
    assertTrue(
        out.toString()
            .startsWith(
                """
                INVALID: Injector 2/2 ended with exit code 137 before its run was complete.
                The end of its output (%s/injector-2.log):
                """
                    .formatted(work)),
        out::toString);
    assertTrue(out.toString().contains("\n  Out of memory\n"), out::toString);
    assertTrue(out.toString().contains("are missing: 2/2."), out::toString);
    assertTrue(Files.exists(work.resolve("injector-2.log")));
  }

  @Test
  void isInvalidWhenThereIsNothingToMerge() throws Exception {
    int code = distribute(Optional.empty(), "exit 1", "exec sleep 600");

    assertEquals(3, code, out::toString);
    assertTrue(
        out.toString()
            .endsWith(
                "There is no complete run to merge; what the injectors left is in %s.\n"
                    .formatted(work)),
        out::toString);
    assertFalse(Files.exists(merged));
  }
}
