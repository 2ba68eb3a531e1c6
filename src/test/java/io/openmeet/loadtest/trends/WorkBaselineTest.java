package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.trends.WorkChange.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkBaselineTest {
  private static final Map<String, String> FIND = Map.of("query", "find");

  private final List<HistoryEntry> history = new ArrayList<>();

  /** The run of a day in May, with this number of queries for each request. */
  private static SampleEntry day(int day, double queries) {
    SampleEntry entry = SampleEntry.at("2026-05-%02dT03:02:01.000Z".formatted(day));
    entry.work = List.of(new WorkFigure("queries_total", FIND, queries));
    return entry;
  }

  private void add(int fromDay, int toDay, double queries, Consumer<SampleEntry> change) {
    IntStream.rangeClosed(fromDay, toDay)
        .forEach(
            day -> {
              SampleEntry entry = day(day, queries);
              change.accept(entry);
              history.add(entry.entry());
            });
  }

  private void add(int fromDay, int toDay, double queries) {
    add(fromDay, toDay, queries, unchanged -> {});
  }

  private WorkComparison on(int day, double queries) {
    return WorkBaseline.compare(history, day(day, queries).entry(), List.of());
  }

  /** The change of day 13 is known, so the runs since then are the baseline. */
  @Test
  void beginsAgainWithAnAcknowledgedRun() {
    add(1, 12, 0.5);
    add(13, 22, 1);
    Acknowledgement known =
        Acknowledgement.of(day(13, 1).entry(), "queries_total{query=\"find\"}", "intended");

    assertEquals(Movement.MORE, movement(13, List.of()));
    assertEquals(Movement.NOT_JUDGED, movement(13, List.of(known)));
    assertEquals(Movement.NOT_JUDGED, movement(22, List.of(known)));
    assertEquals(Movement.NONE, movement(23, List.of(known)));
    // Of another figure: the median of 20 runs is still between both levels.
    Acknowledgement other = Acknowledgement.of(day(13, 1).entry(), "queries_total", "intended");
    assertEquals(Movement.MORE, movement(14, List.of(other)));
  }

  private Movement movement(int day, List<Acknowledgement> acknowledged) {
    return WorkBaseline.compare(history, day(day, 1).entry(), acknowledged)
        .changes()
        .get(0)
        .movement();
  }

  @Test
  void hasNoRunsBeforeAnAcknowledgedRunOfAllFigures() {
    add(1, 15, 0.5);
    Acknowledgement known = Acknowledgement.of(day(13, 1).entry(), null, "intended");

    assertEquals(
        "Work for each request has no baseline yet: comparable runs before this one: 3, needed: 10.",
        WorkBaseline.compare(history, day(16, 1).entry(), List.of(known)).objection());
    assertNull(WorkBaseline.compare(history, day(12, 1).entry(), List.of(known)).objection());
  }

  @Test
  void needsTenRuns() {
    add(1, 9, 0.5);
    assertEquals(
        "Work for each request has no baseline yet: comparable runs before this one: 9, needed: 10.",
        on(11, 0.5).objection());
    assertFalse(on(11, 0.5).isKnown());

    add(10, 10, 0.5);
    assertNull(on(11, 0.5).objection());
    assertEquals(10, on(11, 0.5).runs());
  }

  /** Those of the first ten days would make a median of 5. */
  @Test
  void consistsOfTheLastTwentyRuns() {
    add(1, 10, 5);
    add(11, 20, 0.5);
    add(21, 30, 0.7);

    WorkComparison work = on(31, 0.6);

    assertEquals(20, work.runs());
    assertEquals(0.6, work.changes().get(0).usual(), 1e-9);
  }

  @Test
  void runsThatAreInvalidOrNotComparableOrWithoutWorkDoNotCount() {
    add(1, 9, 0.5);
    add(10, 11, 9, run -> run.ended(RunVerdict.INVALID, "The disk is full."));
    add(12, 13, 9, run -> run.fingerprint = "ba9876543210");
    add(14, 15, 9, run -> run.work = List.of());
    add(16, 17, 9, run -> run.totals = new HistoryTotals(0, null, 0, null, null, null));

    assertEquals(9, on(20, 0.5).runs());
  }

  @Test
  void aFailedRunCounts() {
    add(1, 9, 0.5);
    add(10, 10, 0.5, run -> run.ended(RunVerdict.FAIL, "Too slow."));

    assertEquals(10, on(11, 0.5).runs());
  }

  /** 500 of 1,000 requests: counting alone has a noise of 1 / sqrt(500). */
  @Test
  void runsThatAgreeStillHaveTheNoiseOfCounting() {
    add(1, 20, 0.5);

    WorkChange change = on(21, 0.5).changes().get(0);

    assertEquals(0.0447, change.noiseRatio(), 0.0001);
    assertEquals(WorkChange.Movement.NONE, change.movement());
  }

  /** A quarter more or less is within the least change. */
  @Test
  void aFigureMovesUpOrDown() {
    add(1, 20, 0.5);

    assertEquals(WorkChange.Movement.NONE, on(21, 0.62).changes().get(0).movement());
    assertEquals(WorkChange.Movement.MORE, on(21, 0.64).changes().get(0).movement());
    assertEquals(WorkChange.Movement.NONE, on(21, 0.38).changes().get(0).movement());
    assertEquals(WorkChange.Movement.LESS, on(21, 0.36).changes().get(0).movement());
    assertEquals(WorkChange.Movement.VANISHED, on(21, 0).changes().get(0).movement());
  }

  @Test
  void timesAreShownAndNotJudged() {
    WorkFigure slow = new WorkFigure("query_seconds_sum", Map.of(), 0.001);
    add(1, 20, 0.5, run -> run.work = List.of(slow));
    SampleEntry run = day(21, 0.5);
    run.work = List.of(new WorkFigure("query_seconds_sum", Map.of(), 1));

    WorkComparison work = WorkBaseline.compare(history, run.entry(), List.of());

    assertEquals(List.of(), work.moved());
    assertEquals(0, work.judged());
    assertEquals(999, work.changes().get(0).differenceRatio(), 1e-6);
  }

  /** Half and twice are alike; what moved comes before what did not, and times come last. */
  @Test
  void theLargestChangeIsFirst() {
    add(
        1,
        20,
        0.5,
        run ->
            run.work =
                List.of(
                    new WorkFigure("a_total", Map.of(), 1),
                    new WorkFigure("b_total", Map.of(), 1),
                    new WorkFigure("c_total", Map.of(), 1),
                    new WorkFigure("d_seconds_sum", Map.of(), 1)));
    SampleEntry run = day(21, 0.5);
    run.work =
        List.of(
            new WorkFigure("a_total", Map.of(), 1.1),
            new WorkFigure("b_total", Map.of(), 2),
            new WorkFigure("c_total", Map.of(), 0.4),
            new WorkFigure("d_seconds_sum", Map.of(), 9));

    assertEquals(
        List.of("c_total", "b_total", "a_total", "d_seconds_sum"),
        WorkBaseline.compare(history, run.entry(), List.of()).changes().stream()
            .map(change -> change.figure().metric())
            .toList());
  }

  /**
   * 1,000 answers of 500 bytes vary; two answers of 250,000 bytes vary by as much as two events.
   */
  @Test
  void aSumOfFewEventsHasTheNoiseOfTheirCount() {
    add(
        1,
        20,
        0.5,
        run ->
            run.work =
                List.of(
                    new WorkFigure("many_bytes_count", Map.of(), 1),
                    new WorkFigure("many_bytes_sum", Map.of(), 500),
                    new WorkFigure("few_bytes_count", Map.of(), 0.002),
                    new WorkFigure("few_bytes_sum", Map.of(), 500)));
    SampleEntry run = day(21, 0.5);
    run.work =
        List.of(
            new WorkFigure("many_bytes_count", Map.of(), 1),
            new WorkFigure("many_bytes_sum", Map.of(), 1_500),
            new WorkFigure("few_bytes_count", Map.of(), 0.006),
            new WorkFigure("few_bytes_sum", Map.of(), 1_500));

    WorkComparison work = WorkBaseline.compare(history, run.entry(), List.of());

    assertEquals(1, work.moved().size(), () -> work.moved().toString());
    assertEquals("many_bytes_sum", work.moved().get(0).figure().metric());
    assertEquals(1 / Math.sqrt(2), work.of("few_bytes_sum").orElseThrow().noiseRatio(), 1e-9);
  }

  @Test
  void anInvalidRunIsNotCompared() {
    add(1, 20, 0.5);
    HistoryEntry invalid = day(21, 9).ended(RunVerdict.INVALID, "The disk is full.").entry();

    assertEquals(
        "Work for each request is not compared, because the run is INVALID.",
        WorkBaseline.compare(history, invalid, List.of()).objection());
  }
}
