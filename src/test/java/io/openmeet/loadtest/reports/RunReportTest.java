package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.WorkComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static final String MOVED =
      "openmeet_database_query_seconds_count{query=\"meetings.list\"}";

  @TempDir Path folder;
  private Path run;
  private RunResult result;
  private RunHistory history;

  @BeforeEach
  void write() throws IOException {
    run = SampleRun.passing().writeTo(folder);
    result = SampleWork.movedOne().in(RunDirectory.read(run));
    history = new RunHistory(folder.resolve("history"));
    for (HistoryEntry entry : SampleWork.movedOne().history()) {
      history.append(entry);
    }
  }

  @Test
  void comparesARunWithTheHistory() {
    WorkComparison work = RunReport.of(result, run, history).work();

    assertEquals(20, work.runs());
    assertEquals(1, work.moved().size());
    assertEquals(MOVED, work.moved().get(0).figure().series());
  }

  /** Reports that are written again must not differ from those of the run's end. */
  @Test
  void theRunItselfAndLaterRunsDoNotCount() throws IOException {
    WorkComparison atTheEnd = RunReport.of(result, run, history).work();
    HistoryEntry itself = HistoryEntry.of(result, run.getFileName().toString());
    history.append(itself);
    history.append(
        HistoryEntry.of(
            new RunResult(
                result.schemaVersion(),
                new RunResult.Identity(
                    itself.simulation(),
                    itself.profile(),
                    itself.target(),
                    null,
                    "2026-05-05T03:02:01.000Z",
                    "3.15.1",
                    result.identity().window()),
                result.outcome(),
                result.figures(),
                result.injector(),
                result.injectors(),
                result.warmUp(),
                result.environment()),
            "a-later-run"));

    assertEquals(22, history.read().runs().size());
    assertEquals(atTheEnd, RunReport.of(result, run, history).work());
  }

  @Test
  void aHistoryThatCannotBeReadCostsOnlyTheComparison() throws IOException {
    Path folderInTheWay = folder.resolve("broken");
    Files.createDirectories(folderInTheWay.resolve(RunHistory.NAME));

    WorkComparison work = RunReport.of(result, run, new RunHistory(folderInTheWay)).work();

    assertTrue(
        work.objection().startsWith("Work for each request is not compared: " + folderInTheWay),
        work::objection);
  }

  /** A history keeps each series once. */
  @Test
  void anImpossibleResultCostsOnlyTheComparison() throws IOException {
    RunResult twice =
        new SampleWork()
            .with("a_total", Map.of(), 1, 1)
            .with("a_total", Map.of(), 1, 1)
            .in(RunDirectory.read(run));

    String objection = RunReport.of(twice, run, history).work().objection();

    assertTrue(objection.contains("impossible value (work: expected each series once"), objection);
  }

  @Test
  void aRunWithoutWorkOrOfALogAloneIsNotCompared() throws IOException {
    assertEquals(WorkComparison.UNKNOWN, RunReport.of(RunDirectory.read(run), run, history).work());
    Path log = SampleRun.passing().writeLogTo(folder.resolve("log"));
    assertEquals(
        WorkComparison.UNKNOWN,
        RunReport.of(SampleWork.movedOne().in(RunDirectory.read(log)), log, history).work());
  }
}
