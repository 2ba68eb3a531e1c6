package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In most of these runs every second has the same response times, so an interval is the one point
 * that it belongs to. RatioIntervalTest has the widths.
 */
class ConfidenceTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  @BeforeEach
  void lastsHalfAMinute() {
    run.slaIds = List.of("api-p95", "error-rate", "throughput");
    lasts(30);
  }

  private void lasts(int seconds) {
    run.seconds = seconds;
    run.injector = SampleHealth.healthy(seconds);
  }

  /** Each fifth user is 15 ms late, which the logged P95 of 114 ms does not show. */
  @Test
  void anOpenModelsIntervalIsThatOfTheTimesCorrectedForLag() throws IOException {
    run.lateMs = user -> user % 5 == 0 ? 15 : 0;
    RunResult result = run.resultIn(folder);
    SlaResult level = level(result, "api-p95");
    assertEquals(114, result.figures().totals().times().p95Ms());
    assertNotEquals(114, level.actual());
    assertPoint(level.actual(), level);
  }

  /**
   * A user with a pace of a second who waits for 3.5 s has not sent two requests, of 2.5 s and 1.5
   * s. Of then 3,240 samples, 120 have 3.5 s and 120 have 2.5 s. The P95 is the 163rd from above.
   */
  @Test
  void aClosedModelsIntervalIsThatOfTheTimesCorrectedForPace() throws IOException {
    run.planned = false;
    run.paceMs = 1_000L;
    run.responseMs = user -> user % 25 == 0 ? 3_500 : 50;
    RunResult result = run.resultIn(folder);
    assertEquals(50, result.figures().totals().times().p95Ms());
    assertPoint(2_500, level(result, "api-p95"));
  }

  /** Added waits make more samples, but shorter ones; then the logged percentile is judged. */
  @Test
  void theIntervalIsThatOfTheLoggedTimesWhenTheyAreLonger() throws IOException {
    run.planned = false;
    run.paceMs = 100L;
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> user % 4 == 0 ? 310 : 100;
    RunResult result = run.resultIn(folder);
    assertPoint(310, level(result, "api-p95"));
  }

  @Test
  void aLevelOnOneRequestHasTheIntervalOfThatRequest() throws IOException {
    run.samples = "search meetings";
    run.responseMs = user -> user % 2 == 0 ? 40 : 150;
    assertPoint(40, level(run.resultIn(folder), "api-p95"));
  }

  /** One request in twenty takes 300 ms: too few for the P95 of all, which is 50 ms. */
  @Test
  void aLevelThatASingleRequestBreaksHasNoInterval() throws IOException {
    lasts(60);
    run.requestNames = new ArrayList<>(Collections.nCopies(19, "fast"));
    run.requestNames.add("slow");
    run.responseMs = user -> user % 20 == 19 ? 300 : 50;
    SlaResult level = level(run.resultIn(folder), "api-p95");
    assertEquals(300, level.actual());
    assertNull(level.confidenceLow());
    assertNull(level.confidenceHigh());
  }

  @Test
  void theErrorRateHasAnIntervalAndTheThroughputHasNone() throws IOException {
    run.failsEvery = 130;
    RunResult result = run.resultIn(folder);
    SlaResult errors = level(result, "error-rate");
    assertTrue(errors.confidenceLow() < errors.actual(), errors.toString());
    assertTrue(errors.confidenceHigh() > errors.actual(), errors.toString());
    assertNull(level(result, "throughput").confidenceLow());
  }

  @Test
  void aWindowOfLessThanThirtySecondsHasNoInterval() throws IOException {
    lasts(29);
    SlaResult level = level(run.resultIn(folder), "api-p95");
    assertEquals("114 ms", level.actualText());
    assertNull(level.confidenceLow());
  }

  /** One or two of the 30 seconds are slower than the others: 3 or 7 %. */
  @Test
  void aCloseLimitIsANoteAndDoesNotChangeTheVerdict() throws IOException {
    run.slaIds = List.of("api-p95");
    run.responseMs = user -> user / 200 == 7 ? 201 : 195;
    assertCloseWith(RunVerdict.FAIL, "API P95 response time is 195 to 201 ms");
    run.responseMs = user -> user / 100 == 14 ? 201 : 195;
    assertCloseWith(RunVerdict.PASS, "API P95 response time is 195 to 201 ms");
  }

  private void assertCloseWith(RunVerdict verdict, String start) throws IOException {
    RunResult result = run.resultIn(folder);
    assertEquals(verdict, result.outcome().verdict());
    assertTrue(
        result.outcome().warnings().stream()
            .anyMatch(note -> note.startsWith("close: " + start + " around a limit of 200 ms")),
        result.outcome().toString());
  }

  /** An invalid run says nothing, however long its window is. */
  @Test
  void anInvalidRunHasNoSuchNote() throws IOException {
    run.responseMs = user -> user / 200 == 7 ? 201 : 195;
    run.slaIds = List.of("api-p95");
    run.userErrors = new UserErrors(1, "no feeder");
    RunResult result = run.resultIn(folder);
    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(201, level(result, "api-p95").confidenceHigh());
    assertTrue(result.outcome().warnings().stream().noneMatch(note -> note.startsWith("close")));
  }

  private static SlaResult level(RunResult result, String id) {
    return result.outcome().slas().stream()
        .filter(level -> level.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static void assertPoint(double ms, SlaResult level) {
    assertEquals(ms, level.actual());
    assertEquals(ms, level.confidenceLow());
    assertEquals(ms, level.confidenceHigh());
  }
}
