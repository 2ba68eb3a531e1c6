package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmeet.loadtest.results.RunVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As long as the target does not change, no figure of work is reported. */
class RunsWithoutChangeTest {
  private static final int RUNS = 200;

  /** Runs of profile smoke against an unchanged reference API: lines of a history. */
  private static final String RECORDED = "recorded-smoke.jsonl";

  @TempDir Path folder;

  private static List<String> moved(List<HistoryEntry> history, HistoryEntry run) {
    return WorkBaseline.compare(history, run, List.of()).moved().stream()
        .map(WorkChange::toString)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void twoHundredSimulatedRunsMoveNoFigure(long seed) {
    SimulatedWork target = new SimulatedWork(seed);
    List<HistoryEntry> history = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    for (int run = 0; run < WorkBaseline.LEAST_RUNS + RUNS; run++) {
      HistoryEntry entry = target.next().entry();
      moved.addAll(moved(history, entry));
      history.add(entry);
    }

    assertEquals(List.of(), moved);
    assertEquals(143, WorkBaseline.compare(history, target.next().entry(), List.of()).judged());
  }

  private Map<String, List<HistoryEntry>> recorded() throws IOException {
    try (InputStream lines = getClass().getResourceAsStream(RECORDED)) {
      assumeTrue(lines != null, RECORDED + " is not recorded yet");
      Files.copy(lines, folder.resolve(RunHistory.NAME));
    }
    RunHistory.Content content = new RunHistory(folder).read();
    assertEquals(List.of(), content.skipped());
    Map<String, List<HistoryEntry>> comparable =
        content.runs().stream()
            .filter(run -> run.verdict() != RunVerdict.INVALID && !run.work().isEmpty())
            .collect(Collectors.groupingBy(HistoryEntry::fingerprint));
    comparable.forEach(
        (fingerprint, runs) ->
            assertTrue(runs.size() > WorkBaseline.LEAST_RUNS, fingerprint + ": " + runs.size()));
    return comparable;
  }

  @Test
  void noRecordedRunMovesAFigure() throws IOException {
    for (List<HistoryEntry> runs : recorded().values()) {
      for (HistoryEntry run : runs) {
        assertEquals(List.of(), moved(runs, run), run.run());
      }
    }
  }

  /** Each simulated run has the work of a recorded one, drawn with replacement. */
  @Test
  void twoHundredRunsDrawnFromTheRecordedOnesMoveNoFigure() throws IOException {
    for (List<HistoryEntry> runs : recorded().values()) {
      Random random = new Random(1);
      SimulatedWork clock = new SimulatedWork(1);
      List<HistoryEntry> history = new ArrayList<>();
      for (int run = 0; run < WorkBaseline.LEAST_RUNS + RUNS; run++) {
        HistoryEntry drawn = runs.get(random.nextInt(runs.size()));
        SampleEntry entry = clock.next();
        entry.totals = drawn.totals();
        entry.work = drawn.work();
        assertEquals(List.of(), moved(history, entry.entry()), drawn.run());
        history.add(entry.entry());
      }
    }
  }
}
