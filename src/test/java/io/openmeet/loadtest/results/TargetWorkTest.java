package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetWorkTest {
  private static final Map<String, String> FIND = Map.of("query", "find");
  private static final Map<String, String> LIST = Map.of("query", "list");

  @TempDir Path folder;

  /** 30 and 10 statements, 5 rows, for 20 requests. */
  @Test
  void isDividedByTheRequestsAndSortedByName() {
    TargetWork work =
        TargetWork.of(
            20,
            List.of(
                new WorkIncrease("rows_total", Map.of(), 5),
                new WorkIncrease("queries_total", LIST, 10),
                new WorkIncrease("queries_total", FIND, 30)));

    assertEquals(
        List.of(
            new WorkFigure("queries_total", FIND, 1.5),
            new WorkFigure("queries_total", LIST, 0.5),
            new WorkFigure("rows_total", Map.of(), 0.25)),
        work.perRequest());
    assertEquals(Optional.empty(), work.warning());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 0.333333",
    "2, 3, 0.666667",
    "1234567, 1, 1234570",
    "0, 3, 0",
    "1e300, 1, 1e300",
    "1, 1000000000, 1e-9"
  })
  void hasSixSignificantDigits(double increase, double answered, double perRequest) {
    assertEquals(
        List.of(new WorkFigure("m", Map.of(), perRequest)),
        TargetWork.of(answered, List.of(new WorkIncrease("m", Map.of(), increase))).perRequest());
  }

  /** Instances of a target have the same series. */
  @Test
  void addsUpEqualSeries() {
    assertEquals(
        List.of(new WorkIncrease("m", FIND, 7)),
        TargetWork.of(1, List.of(new WorkIncrease("m", FIND, 3), new WorkIncrease("m", FIND, 4)))
            .increases());
  }

  /** 150 series of one metric, 51 of another and 4 of a third: only the first is added up. */
  @Test
  void metricsWithTheMostSeriesAreAddedUpWhenTheyAreTooMany() {
    List<WorkIncrease> all = new ArrayList<>();
    all.addAll(series("a_total", 4));
    all.addAll(series("b_total", 150));
    all.addAll(series("c_total", 51));
    Collections.shuffle(all, new Random(7));

    TargetWork work = TargetWork.of(1, all);

    List<WorkIncrease> expected = new ArrayList<>(series("a_total", 4));
    expected.add(new WorkIncrease("b_total", Map.of(), 150));
    expected.addAll(series("c_total", 51));
    assertEquals(expected, work.increases());
    assertEquals(
        Optional.of(
            "The target has 205 series of counters, and a result has at most 200: the series of metrics that have many are added up."),
        work.warning());
  }

  @Test
  void twoHundredSeriesAreKept() {
    assertEquals(series("a_total", 200), TargetWork.of(1, series("a_total", 200)).increases());
  }

  /** Of 203 metrics with two series each. */
  @Test
  void theLastMetricsByNameAreLeftOutWhenThereAreTooMany() {
    List<WorkIncrease> all =
        IntStream.range(0, 203)
            .mapToObj(m -> series("m%03d".formatted(m), 2))
            .flatMap(List::stream)
            .toList();

    TargetWork work = TargetWork.of(1, all);

    assertEquals(
        IntStream.range(0, 200)
            .mapToObj(m -> new WorkIncrease("m%03d".formatted(m), Map.of(), 2))
            .toList(),
        work.increases());
    assertEquals(
        Optional.of(
            "The target has 406 series of counters, and a result has at most 200: the series of metrics that have many are added up, and 3 metrics, the last by name, are left out."),
        work.warning());
  }

  /** Both begin with the same 119 characters; the other ends before half of an emoji. */
  @Test
  void longLabelsAreCutAndAddedUpIfTheyLookTheSame() {
    String begin = "x".repeat(119);
    String emoji = "x".repeat(118) + "\uD83C\uDF89" + "y".repeat(100_000);

    List<WorkIncrease> increases =
        TargetWork.of(
                1,
                Stream.of(begin + "a".repeat(100_000), begin + "bb", emoji)
                    .map(value -> new WorkIncrease("m", Map.of("q", value), 1))
                    .toList())
            .increases();

    assertEquals(
        List.of(
            new WorkIncrease("m", Map.of("q", begin + "…"), 2),
            new WorkIncrease("m", Map.of("q", "x".repeat(118) + "…"), 1)),
        increases);
  }

  @Test
  void aSumThatIsNoNumberAnyMoreIsLeftOut() {
    assertEquals(
        List.of(new WorkIncrease("n", Map.of(), 1)),
        TargetWork.of(
                1,
                List.of(
                    new WorkIncrease("m", Map.of(), 1e308),
                    new WorkIncrease("m", Map.of(), 1e308),
                    new WorkIncrease("n", Map.of(), 1)))
            .increases());
  }

  @Test
  void isNotKnownWithoutAnAnswer() {
    TargetWork work = TargetWork.of(0, series("a_total", 1));

    assertEquals(List.of(), work.perRequest());
    assertEquals(
        Optional.of(
            "The work of the target for each request is not known: no request was answered between the two scrapes of the target's metrics."),
        work.warning());
  }

  @Test
  void isInTheResultOfARun() throws IOException {
    SampleRun run = SampleRun.passing();
    run.work = TargetWork.of(20, List.of(new WorkIncrease("queries_total", FIND, 30)));

    RunResult result = run.resultIn(folder);

    assertEquals(List.of(new WorkFigure("queries_total", FIND, 1.5)), result.figures().work());
    assertEquals(List.of(), result.outcome().warnings());
  }

  @Test
  void aResultWithoutItSaysWhyAndStaysValid() throws IOException {
    SampleRun run = SampleRun.passing();
    run.work = TargetWork.unknown("queries_total went down during the window");

    RunResult result = run.resultIn(folder);

    assertEquals(RunVerdict.PASS, result.outcome().verdict());
    assertEquals(List.of(), result.figures().work());
    assertEquals(
        List.of(
            "The work of the target for each request is not known: queries_total went down during the window."),
        result.outcome().warnings());
  }

  /** One for each query. */
  private static List<WorkIncrease> series(String metric, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> new WorkIncrease(metric, Map.of("n", "%03d".formatted(n)), 1))
        .toList();
  }
}
