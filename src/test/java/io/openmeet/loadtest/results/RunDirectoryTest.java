package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.openmeet.loadtest.statistics.LatencyBar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expected values come from the sample's own formulas, sorted in the test. */
class RunDirectoryTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  private int[] sortedTimes() {
    return IntStream.range(0, run.perSecond * run.seconds).map(run.responseMs).sorted().toArray();
  }

  @Test
  void aHealthyRunPassesWithTheFiguresOfItsLog() throws IOException {
    RunResult result = run.resultIn(folder);
    int[] times = sortedTimes();

    assertEquals(List.of(), result.outcome().reasons());
    assertEquals(RunVerdict.PASS, result.outcome().verdict());
    assertEquals(List.of(), result.outcome().warnings());
    assertEquals(1000, result.figures().totals().count());
    assertEquals(5, result.figures().totals().ko());
    assertEquals(0.005, result.figures().totals().errorRatio());
    assertEquals(times[499], result.figures().totals().times().p50Ms());
    assertEquals(times[949], result.figures().totals().times().p95Ms());
    assertEquals(times[989], result.figures().totals().times().p99Ms());
    assertEquals(
        Arrays.stream(times).average().orElseThrow(),
        result.figures().totals().times().meanMs(),
        0.0005);
    assertEquals("2026-05-04T03:02:01.000Z", result.identity().startedAt());
    assertEquals("2026-05-04T03:02:03.000Z", result.identity().window().start());
    assertEquals(1000, result.figures().distribution().stream().mapToLong(LatencyBar::count).sum());
    assertEquals(10, result.figures().seconds().size());
  }

  @Test
  void anInjectorOnTimeChangesNoResponseTime() throws IOException {
    RunResult result = run.resultIn(folder);

    assertEquals(result.figures().latency().raw(), result.figures().latency().corrected());
    assertEquals(1000, result.figures().arrivals().delivered());
    assertEquals(0, result.figures().arrivals().lagMaxMs());
  }

  @Test
  void aLogAloneGivesFiguresAndNoVerdict() throws IOException {
    RunResult result = RunDirectory.read(run.writeLogTo(folder));

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(List.of(RunResult.NO_LEVELS), result.outcome().reasons());
    assertEquals(1000, result.figures().totals().count());
    assertEquals("ApiSimulation", result.identity().simulation());
    assertNull(result.identity().profile());
  }
}
