package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.results.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhereToLookTest {
  @TempDir Path folder;

  private List<String> lines(SampleRun run, SampleWork work) throws IOException {
    return WhereToLook.lines(work.report(RunDirectory.read(run.writeTo(folder))));
  }

  /** 1.9 of 2 ms are 95 %; GC pauses of 10 and 20 microseconds are 0.03 ms. */
  @Test
  void namesWhatMovedAndThenStatementsPoolsPausesAndCpu() throws IOException {
    assertEquals(
        List.of(
            "openmeet_database_query_seconds_count{query=\"meetings.list\"}: 0.31 -> 2.42 for each request (+681 %, noise 6 %)",
            "Most time in statements: meetings.list 95 %, search 5 % of 2 ms for each request",
            "Waits for pools: 0.4 ms for each request (usually 0.2 ms)",
            "GC pauses: 0.03 ms for each request (usually 0.01 ms)",
            "CPU: 1.2 ms for each request (usually 0.8 ms)"),
        lines(SampleRun.passing(), SampleWork.movedOne()));
  }

  @Test
  void saysThatNothingMovedInARunWithoutAChange() throws IOException {
    assertEquals(
        List.of(
            "Work for each request: no figure left its noise (11 figures against the last 20 comparable runs)."),
        lines(SampleRun.passing(), SampleWork.unchanged()));
  }

  /** Its level on the database's response times names the histogram. */
  @Test
  void aFailedRunShowsItsTimesEvenIfNothingMoved() throws IOException {
    List<String> lines = lines(SampleRun.hostile(), SampleWork.unchanged());

    assertEquals(5, lines.size(), lines::toString);
    assertEquals(
        "Most time in statements: meetings.list 82 %, search 18 % of 0.55 ms for each request",
        lines.get(1));
  }

  @Test
  void hasAtMostEightLines() throws IOException {
    SampleWork work = SampleWork.movedOne();
    for (int i = 0; i < 12; i++) {
      work.with("more_total", Map.of("n", "" + i), 1, 3 + i);
    }
    List<String> lines = lines(SampleRun.hostile(), work);

    assertEquals(8, lines.size(), lines::toString);
    assertEquals(
        "more_total{n=\"11\"}: 1 -> 14 for each request (+1,300 %, noise 3 %)", lines.get(0));
    assertEquals("10 more figures of work moved; scorecard.html has them.", lines.get(3));
  }

  @Test
  void aFailedRunWithoutABaselineShowsItsTimesAlone() throws IOException {
    SampleWork work = SampleWork.movedOne();
    work.runsBefore = 9;

    assertEquals(
        List.of(
            "Work for each request has no baseline yet: comparable runs before this one: 9, needed: 10.",
            "Most time in statements: meetings.list 95 %, search 5 % of 2 ms for each request",
            "Waits for pools: 0.4 ms for each request",
            "GC pauses: 0.03 ms for each request",
            "CPU: 1.2 ms for each request"),
        lines(SampleRun.hostile(), work));
  }

  @Test
  void anInvalidRunIsNotCompared() throws IOException {
    SampleRun invalid = SampleRun.passing();
    invalid.stopped = Stop.unmeasured("The disk is full.");

    assertEquals(
        List.of("Work for each request is not compared, because the run is INVALID."),
        lines(invalid, SampleWork.movedOne()));
  }

  @Test
  void isEmptyWhenTheWorkIsNotKnown() throws IOException {
    assertEquals(List.of(), lines(SampleRun.hostile(), new SampleWork()));
  }

  @Test
  void nanosecondsAreShownAsMilliseconds() throws IOException {
    SampleWork work = new SampleWork().with("process_cpu_time_ns_total", Map.of(), 5e5, 1.5e6);

    assertEquals(
        "CPU: 1.5 ms for each request (usually 0.5 ms)", lines(SampleRun.hostile(), work).get(1));
  }
}
