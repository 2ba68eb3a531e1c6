package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.injector.Plan;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;

/** What three injectors observed, as one. */
class MergedObservationsTest {
  private static final Sla STATEMENTS =
      new Sla(
          "statements",
          "Statements",
          Measure.METRIC_PER_REQUEST,
          null,
          "statements_total",
          Bound.BELOW,
          5.0);

  private static Observations merged(ObjIntConsumer<SampleRun> change) {
    List<RunPart> parts = new ArrayList<>();
    for (int index = 1; index <= 3; index++) {
      SampleRun part = SampleRun.passing();
      part.makeOnly(new InjectorShare(index, 3));
      change.accept(part, index);
      parts.add(
          RunPart.share(Path.of("runs/part-" + index + "/simulation.log"), part.observations()));
    }
    return MergedObservations.of(parts);
  }

  private static Observations levels(Sla level, ObjIntConsumer<SampleRun> change) {
    return merged(
        (part, index) -> {
          part.slas = List.of(level);
          part.observed = Map.of();
          change.accept(part, index);
        });
  }

  private static Measured observed(String id, ObjIntConsumer<SampleRun> change) {
    return levels(SlaBook.standard().get(id), change).observed().get(id);
  }

  /** Of 5,000 requests/s, 100 arrivals/s in 10 s, shares of 33.333, 33.333 and 33.334. */
  @Test
  void limitsAndPlansAddUpToTheWhole() {
    Observations merged = merged((part, index) -> part.intensity = 1);
    assertEquals(
        SlaBook.standard().get("throughput"),
        merged.slas().stream().filter(sla -> sla.id().equals("throughput")).findFirst().get());
    assertEquals(SlaBook.standard().get("api-p95"), merged.slas().get(0));
    assertEquals(new Plan(1_000, 100), merged.plan());
    assertEquals(null, merged.share());
    assertEquals(Map.of(), merged.distinctKeys());
  }

  @Test
  void countedLevelsAreMeasuredOverAll() {
    assertEquals(
        new Measured.Value(4 + 3),
        observed(
            "connections",
            (part, index) ->
                part.tallies =
                    Map.of(
                        "connections",
                        new Tally.AtOnce(index == 1 ? List.of(4.0, 2.0) : List.of(1.5, 4.0)))));
    assertEquals(
        new Measured.Value(0.95),
        observed(
            "broadcasts",
            (part, index) ->
                part.tallies =
                    Map.of(
                        "broadcasts", new Tally.Share(index == 1 ? 0 : 95, index == 1 ? 0 : 100))));
    // 90 times of 1 ms, then two each of 7, 8 and 9 ms: rank 92 of 96.
    assertEquals(
        new Measured.Value(7),
        observed(
            "broadcast-p95",
            (part, index) ->
                part.tallies =
                    Map.of(
                        "broadcast-p95",
                        new Tally.Times(new TreeMap<>(Map.of(1, 30, 10 - index, 2))))));
  }

  @Test
  void aLevelThatOneInjectorDidNotCountIsMissing() {
    assertEquals(
        new Measured.Missing("injector 2/3: it did not record what it counted"),
        observed(
            "connections",
            (part, index) ->
                part.tallies =
                    index == 2 ? Map.of() : Map.of("connections", new Tally.AtOnce(List.of(1.0)))));
    assertEquals(
        new Measured.Missing("injector 3/3: it counted something else than the first"),
        observed(
            "connections",
            (part, index) ->
                part.tallies =
                    Map.of(
                        "connections",
                        index == 3 ? new Tally.Share(1, 1) : new Tally.AtOnce(List.of(1.0)))));
  }

  @Test
  void theTargetsMetricsAreThoseOfTheFirstInjectorThatReadThem() {
    Measured known = new Measured.Interval(5, 10);
    ObjIntConsumer<SampleRun> secondAndThird =
        (part, index) ->
            part.observed =
                Map.of(
                    "database-p95",
                    index == 1
                        ? new Measured.Missing("no answer")
                        : index == 2 ? known : new Measured.Interval(10, 20));
    assertEquals(known, observed("database-p95", secondAndThird));
    assertEquals(
        new Measured.Missing("no answer"),
        observed(
            "database-p95",
            (part, index) ->
                part.observed = Map.of("database-p95", new Measured.Missing("no answer"))));
  }

  private static TargetWork statements(double answered, double find, double count) {
    return TargetWork.of(
        answered,
        List.of(
            new WorkIncrease("statements_total", Map.of("query", "find"), find),
            new WorkIncrease("statements_total", Map.of("query", "count"), count)));
  }

  /** All injectors see the whole target: its 700 statements are for 100 + 101 + 149 answers. */
  @Test
  void workIsDividedByTheAnswersToAll() {
    double[] answered = {100, 101, 149};
    Observations merged =
        levels(
            STATEMENTS,
            (part, index) -> part.work = statements(answered[index - 1], 600 + index - 1, 100));
    assertEquals(
        List.of(
            new WorkFigure("statements_total", Map.of("query", "count"), 0.2857),
            new WorkFigure("statements_total", Map.of("query", "find"), 1.714)),
        merged.work().perRequest().stream().map(MergedObservationsTest::fourDigits).toList());
    assertEquals(new Measured.Value(2), merged.observed().get("statements"));
  }

  private static WorkFigure fourDigits(WorkFigure figure) {
    double rounded =
        new java.math.BigDecimal(figure.perRequest())
            .round(new java.math.MathContext(4))
            .doubleValue();
    return new WorkFigure(figure.metric(), figure.labels(), rounded);
  }

  @Test
  void workIsUnknownWhenOneInjectorDoesNotKnowItsAnswers() {
    Observations merged =
        levels(
            STATEMENTS,
            (part, index) ->
                part.work =
                    index == 2 ? TargetWork.unknown("no answer") : statements(100, 600, 100));
    assertEquals(TargetWork.unknown("injector 2/3: no answer"), merged.work());
    assertEquals(
        new Measured.Missing("injector 2/3: no answer"), merged.observed().get("statements"));
    assertEquals(null, merged((part, index) -> {}).work());
  }

  @Test
  void aTargetOnAnyInjectorsMachineSharesIt() {
    assertEquals(true, merged((part, index) -> {}).environment().sharesMachine());
  }
}
