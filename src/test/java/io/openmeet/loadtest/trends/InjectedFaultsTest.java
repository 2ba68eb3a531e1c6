package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.WorkFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A target with one fault is found on the first run of 500 requests, while another program makes
 * all times longer by half.
 */
class InjectedFaultsTest {
  /** The runs before the fault. */
  private static List<HistoryEntry> history(SimulatedWork target, int runs) {
    return new ArrayList<>(IntStream.range(0, runs).mapToObj(i -> target.next().entry()).toList());
  }

  /** With this factor on one figure, and all times longer by half. */
  private static HistoryEntry with(SampleEntry run, String series, double factor) {
    UnaryOperator<WorkFigure> changed =
        figure -> {
          double slower = WorkKind.of(figure.metric()) == WorkKind.MACHINE ? 1.5 : 1;
          double fault = figure.series().equals(series) ? factor : 1;
          return new WorkFigure(
              figure.metric(), figure.labels(), figure.perRequest() * slower * fault);
        };
    run.work = run.work.stream().map(changed).toList();
    return run.entry();
  }

  private static List<String> moved(List<HistoryEntry> history, HistoryEntry run) {
    return WorkBaseline.compare(history, run, List.of()).moved().stream()
        .map(change -> change.movement() + " " + change.figure().series())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "an N+1, query_seconds_count q11, 8",
    "an N+1 of a rare query, query_seconds_count q9, 8",
    "an index dropped, rows_total q3, 3",
    "a payload doubled, sent_bytes_total q1, 2",
    "a payload doubled in some answers, sent_bytes_total q1, 1.6",
    "a cache off, query_seconds_count q8, 20"
  })
  void isTheOnlyFigureThatMoved(String fault, String series, double factor) {
    String name = series.replaceFirst(" (.*)", "{query=\"$1\"}");
    for (int seed = 1; seed <= 20; seed++) {
      SimulatedWork target = new SimulatedWork(seed);
      List<HistoryEntry> history = history(target, 20);

      assertEquals(
          List.of("MORE " + name), moved(history, with(target.next(), name, factor)), fault);
    }
  }

  /** The run with the fault is a part of the baseline then. */
  @ParameterizedTest
  @CsvSource({"8", "3"})
  void isFoundAgainAfterItWasCorrected(double factor) {
    String name = "rows_total{query=\"q3\"}";
    SimulatedWork target = new SimulatedWork(1);
    List<HistoryEntry> history = history(target, 20);
    history.add(with(target.next(), name, 8));
    HistoryEntry corrected = target.next().entry();

    assertEquals(List.of(), moved(history, corrected));
    history.add(corrected);
    assertEquals(List.of("MORE " + name), moved(history, with(target.next(), name, factor)));
  }

  @ParameterizedTest
  @CsvSource({"51, NEW", "50, NONE"})
  void aNewQueryIsNamedIfATenthOfTheRequestsNeedsIt(int events, WorkChange.Movement movement) {
    SimulatedWork target = new SimulatedWork(1);
    List<HistoryEntry> history = history(target, 20);
    SampleEntry run = target.next();
    WorkFigure added =
        new WorkFigure(
            "query_seconds_count",
            Map.of("query", "added"),
            (double) events / SimulatedWork.REQUESTS);
    run.work = with(run.work, added);

    assertEquals(
        movement,
        WorkBaseline.compare(history, run.entry(), List.of())
            .of(added.series())
            .orElseThrow()
            .movement());
  }

  private static List<WorkFigure> with(List<WorkFigure> work, WorkFigure added) {
    List<WorkFigure> all = new ArrayList<>(work);
    all.add(added);
    return all;
  }

  @ParameterizedTest
  @CsvSource({"query_seconds_count q12, VANISHED", "query_seconds_count q5, NONE"})
  void aQueryThatIsGoneIsNamedUnlessItWasRare(String series, WorkChange.Movement movement) {
    String name = series.replaceFirst(" (.*)", "{query=\"$1\"}");
    SimulatedWork target = new SimulatedWork(1);
    List<HistoryEntry> history = history(target, 20);
    SampleEntry run = target.next();
    run.work = run.work.stream().filter(figure -> !figure.series().equals(name)).toList();

    assertEquals(
        movement,
        WorkBaseline.compare(history, run.entry(), List.of()).of(name).orElseThrow().movement());
  }
}
