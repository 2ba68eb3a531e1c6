package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Gatling: its own report of a merged run is in DistributedRunIT. */
class MergeCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path merged;
  private RunHistory history;

  @BeforeEach
  void prepare() throws IOException {
    merged = folder.resolve("runs/merged");
    history = new RunHistory(folder.resolve("history"));
    System.setProperty(LoadTestClasses.FILE, ClassPathWithoutGatling.in(folder).toString());
  }

  @AfterEach
  void clear() {
    System.clearProperty(LoadTestClasses.FILE);
  }

  private int merge(List<Path> runs) {
    List<String> arguments = new ArrayList<>(List.of("merge"));
    runs.forEach(run -> arguments.add(run.toString()));
    arguments.addAll(
        List.of("--out", merged.toString(), "--history", history.file().getParent().toString()));
    return LoadTestCommand.run(
        new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
  }

  /** The runs of that many injectors, in their order. */
  private List<Path> parts(SampleRun run, int count) throws IOException {
    Path whole = run.writePartsTo(folder.resolve("written"), count, part -> {});
    try (Stream<Path> parts = Files.list(whole.resolve(RunDirectory.INJECTORS))) {
      return parts.sorted().toList();
    }
  }

  private static Set<String> files(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void writesAllReportsOfTheMergedRun() throws IOException {
    assertEquals(0, merge(parts(SampleRun.passing(), 2)), err::toString);

    assertEquals(
        Set.of(
            "injectors",
            "simulation.log",
            "results.json",
            "junit.xml",
            "summary.md",
            "scorecard.html",
            "gatling-report.log"),
        files(merged));
    assertTrue(out.toString().contains("PASS: ApiSimulation, profile smoke"), out::toString);
    assertTrue(
        out.toString().endsWith("\nReports are in %s/scorecard.html\n".formatted(merged)),
        out::toString);
  }

  @Test
  void theMergedRunCanBeVerified() throws IOException {
    merge(parts(SampleRun.passing(), 2));

    int code =
        LoadTestCommand.run(
            new PrintWriter(out), new PrintWriter(err), "verify", merged.toString());

    assertEquals(0, code, out::toString);
  }

  @Test
  void theMergedRunIsInTheHistory() throws IOException {
    merge(parts(SampleRun.passing(), 2));

    List<HistoryEntry> runs = history.read().runs();
    assertEquals(List.of("merged"), runs.stream().map(HistoryEntry::run).toList());
    assertEquals(1_000, runs.get(0).totals().count());
  }

  @Test
  void theVerdictIsThatOfAllInjectorsTogether() throws IOException {
    assertEquals(1, merge(parts(SampleRun.hostile(), 2)), out::toString);
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    assertEquals(3, merge(parts(SampleRun.passing(), 3).subList(0, 2)), out::toString);

    RunResult result = RunDirectory.read(merged);
    assertTrue(result.outcome().reasons().get(0).contains("are missing: 3/3."), out::toString);
    assertTrue(out.toString().contains("missing: 3/3."), out::toString);
  }

  @Test
  void reportsThatGatlingsReportIsMissing() throws IOException {
    merge(parts(SampleRun.passing(), 2));

    assertTrue(
        out.toString()
            .replaceAll("\\s+", " ")
            .contains("Gatling's report was not written; see " + merged + "/gatling-report.log."),
        out::toString);
    assertTrue(
        Files.readString(merged.resolve("gatling-report.log")).contains("io.gatling.app.Gatling"));
  }

  @Test
  void refusesAFolderThatIsNoRun() throws IOException {
    Path none = Files.createDirectory(folder.resolve("none"));

    assertEquals(2, merge(List.of(none)));

    assertTrue(err.toString().startsWith(none + ": expected a simulation.log"), err::toString);
    assertTrue(Files.notExists(merged));
  }

  @Test
  void refusesAFolderWithFiles() throws IOException {
    Files.createFile(Files.createDirectories(merged).resolve("notes.txt"));

    assertEquals(2, merge(parts(SampleRun.passing(), 2)));

    assertEquals(
        merged
            + ": expected a new or empty folder for the merged run, found files; name another folder.\n",
        err.toString());
  }
}
