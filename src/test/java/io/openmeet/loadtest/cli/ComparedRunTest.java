package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.results.TargetWork;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.results.WorkIncrease;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.SampleEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands compare a run with the history in the folder that --history names. */
class ComparedRunTest {
  private static final String MOVED = "a_total: 0.5 -> 4 for each request (+700 %, noise 4 %)";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private Path run;

  @BeforeEach
  void writeRunAndHistory() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.work = TargetWork.of(1_000, List.of(new WorkIncrease("a_total", Map.of(), 4_000)));
    run = sample.writeTo(folder);
    RunHistory history = new RunHistory(folder.resolve("history"));
    for (int day = 10; day < 20; day++) {
      SampleEntry entry = SampleEntry.at("2026-04-%dT03:02:01.000Z".formatted(day));
      entry.work = List.of(new WorkFigure("a_total", Map.of(), 0.5));
      history.append(entry.entry());
    }
  }

  private int run(String... args) {
    return LoadTestCommand.run(
        new PrintWriter(out),
        new PrintWriter(out),
        Stream.concat(Stream.of(args), Stream.of("--history", folder.resolve("history").toString()))
            .toArray(String[]::new));
  }

  /** The verdict is about service levels alone. */
  @Test
  void showPrintsWhatMovedAndExitsWithTheVerdict() {
    assertEquals(0, run("show", run.toString()));
    assertTrue(out.toString().contains(MOVED), out::toString);
  }

  @Test
  void reportWritesWhatMovedAndVerifyStillAgrees() throws IOException {
    assertEquals(0, run("report", run.toString()));

    assertTrue(out.toString().contains(MOVED), out::toString);
    assertTrue(
        Files.readString(run.resolve("summary.md"))
            .contains("a\\_total: 0.5 -\\> 4 for each request (+700 %"));
    assertTrue(Files.readString(run.resolve("scorecard.html")).contains("+700 %"));
    assertEquals(
        0,
        LoadTestCommand.run(new PrintWriter(out), new PrintWriter(out), "verify", run.toString()),
        out::toString);
  }
}
