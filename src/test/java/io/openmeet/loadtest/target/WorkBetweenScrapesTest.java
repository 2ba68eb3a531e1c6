package io.openmeet.loadtest.target;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.TargetWork;
import io.openmeet.loadtest.results.WorkIncrease;
import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured.Missing;
import io.openmeet.loadtest.sla.Measured.Value;
import io.openmeet.loadtest.sla.Sla;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The target's work between two scrapes, between which it answered 40 requests. */
class WorkBetweenScrapesTest {
  private static final String TYPES = "# TYPE queries_total counter\n# TYPE rows summary\n";

  private static final String START =
      TYPES
          + """
          queries_total{query="find"} 100
          queries_total{query="list"} 7
          rows_count 30
          rows_sum 1000.5
          connections 9
          """;

  /** 60 and 20 more queries, 10 of a new kind, and 20 results with 300 rows. */
  private static final String END =
      TYPES
          + """
          queries_total{query="find"} 160
          queries_total{query="list"} 27
          queries_total{query="search"} 10
          rows_count 50
          rows_sum 1300.5
          connections 3
          """;

  @Test
  void isTheIncreaseOfEachCounter() {
    assertEquals(
        TargetWork.of(
            40,
            List.of(
                new WorkIncrease("queries_total", Map.of("query", "find"), 60),
                new WorkIncrease("queries_total", Map.of("query", "list"), 20),
                new WorkIncrease("queries_total", Map.of("query", "search"), 10),
                new WorkIncrease("rows_count", Map.of(), 20),
                new WorkIncrease("rows_sum", Map.of(), 300))),
        between(START, END).work());
  }

  /** 90 queries, and 20 results with 300 rows. */
  @ParameterizedTest
  @CsvSource({"queries_total, 2.25", "rows_count, 0.5", "rows_sum, 7.5"})
  void ofALevelIsThatOfAllLabelSetsForARequest(String metric, double perRequest) {
    assertEquals(new Value(perRequest), between(START, END).measure(level(metric)));
  }

  @Test
  void ofInstancesIsAddedUp() {
    MetricsDifference difference = new MetricsDifference(together(100, 0), together(110, 30), 40);

    assertEquals(
        TargetWork.of(40, List.of(new WorkIncrease("queries_total", Map.of("q", "a"), 40))),
        difference.work());
    assertEquals(new Value(1), difference.measure(level("queries_total")));
  }

  /** The other went up by more than this one went down. */
  @Test
  void isNotKnownWhenOneInstanceWasRestarted() {
    assertEquals(
        TargetWork.unknown("queries_total went down during the window: the target was restarted"),
        new MetricsDifference(together(100, 50), together(200, 49), 40).work());
  }

  private static MetricsText together(int... queries) {
    return MetricsText.together(
        IntStream.of(queries)
            .mapToObj(
                count ->
                    MetricsText.parse(
                        "# TYPE queries_total counter\nqueries_total{q=\"a\"} " + count))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queries_total{query=\"find\"} 160\nqueries_total{query=\"list\"} 6\nrows_count 50",
        "queries_total{query=\"find\"} 160\nrows_count 50\nrows_sum 1300.5"
      })
  void isNotKnownWhenASeriesWentDownOrIsGone(String end) {
    assertEquals(
        TargetWork.unknown("queries_total went down during the window: the target was restarted"),
        between(START, TYPES + end).work());
    assertEquals(
        new Missing("queries_total went down during the window: the target was restarted"),
        between(START, TYPES + end).measure(level("queries_total")));
  }

  @Test
  void isNotKnownWhenAnotherProcessAnswered() {
    String why =
        "the two scrapes were answered by processes of the target with different start times: the target was restarted, or several instances answer at one address (then list each instance in -Dtarget.metrics)";
    assertEquals(
        TargetWork.unknown(why),
        between(START + "process_start_time_seconds 100\n", END + "process_start_time_seconds 200")
            .work());
  }

  @Test
  void isNotKnownWhenNothingIsDeclaredACounter() {
    assertEquals(
        TargetWork.unknown("the target's metrics declare no counter (# TYPE ... counter)"),
        between("up 1", "up 1").work());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "statements_total | the target's metrics have no counter statements_total",
        "rows | the target's metrics have no counter rows, but rows_count and rows_sum",
        "connections | connections is not a counter: the target's metrics need \"# TYPE connections counter\", or declare the histogram whose count or sum it is"
      })
  void ofALevelIsMissingWhenItsMetricIsNoCounter(String metric, String why) {
    assertEquals(new Missing(why), between(START, END).measure(level(metric)));
  }

  @Test
  void ofALevelIsMissingWithoutAnAnswer() {
    MetricsDifference idle =
        new MetricsDifference(MetricsText.parse(START), MetricsText.parse(END), 0);

    assertEquals(
        new Missing("no request was answered between the two scrapes"),
        idle.measure(level("queries_total")));
  }

  /** The other counters of such a target are good. */
  @ParameterizedTest
  @CsvSource({"NaN, NaN", "0, NaN", "NaN, 5", "0, +Inf", "+Inf, +Inf", "-Inf, 1", "0, -Inf"})
  void isWithoutWhatIsNotANumber(String start, String end) {
    String bad = "# TYPE bad_total counter\nbad_total ";

    TargetWork work =
        between(TYPES + "rows_sum 1\n" + bad + start, TYPES + "rows_sum 3\n" + bad + end).work();

    assertEquals(TargetWork.of(40, List.of(new WorkIncrease("rows_sum", Map.of(), 2))), work);
  }

  @Test
  void canBeHuge() {
    assertEquals(
        TargetWork.of(40, List.of(new WorkIncrease("rows_sum", Map.of(), 1e300))),
        between(TYPES + "rows_sum 0", TYPES + "rows_sum 1e300").work());
  }

  /** 20,000 series in 1 MB, and a label of 100 KB: each series grows by 1. */
  @Test
  void ofAHugeScrapeIsBounded() {
    String end =
        Stream.concat(
                IntStream.range(0, 20_000)
                    .mapToObj(n -> "queries_total{query=\"%040d\"} 1".formatted(n)),
                Stream.of("rows_sum{query=\"%s\"} 1".formatted("x".repeat(100_000))))
            .collect(joining("\n"));

    TargetWork work = between(TYPES, TYPES + end).work();

    assertEquals(20_001, work.series());
    assertEquals(
        List.of(
            new WorkIncrease("queries_total", Map.of(), 20_000),
            new WorkIncrease("rows_sum", Map.of("query", "x".repeat(119) + "…"), 1)),
        work.increases());
  }

  private static Sla level(String metric) {
    return new Sla("w", "W", Measure.METRIC_PER_REQUEST, null, metric, Bound.BELOW, 1.0);
  }

  private static MetricsDifference between(String start, String end) {
    return new MetricsDifference(MetricsText.parse(start), MetricsText.parse(end), 40);
  }
}
