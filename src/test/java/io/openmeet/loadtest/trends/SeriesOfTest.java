package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesOfTest {
  private static List<Series> series(SampleEntry... runs) {
    return SeriesOf.runs(Stream.of(runs).map(SampleEntry::entry).toList());
  }

  private static SampleEntry night(int day) {
    return SampleEntry.at("2026-05-%02dT03:00:00.000Z".formatted(day));
  }

  @Test
  void levelsComeFirstWithTheirIntervals() {
    List<Series> series = series(night(1));

    assertEquals(
        List.of("api-p95", "database-p95", "queries_total{query=\"find\"}"),
        series.stream().map(each -> each.figure().key()).toList());
    Point api = series.get(0).last();
    assertEquals(
        List.of(114.0, 108.0, 121.0, 200.0),
        List.of(api.value(), api.low(), api.high(), api.limit()));
    Point database = series.get(1).last();
    assertEquals(
        List.of(7.5, 5.0, 10.0), List.of(database.value(), database.low(), database.high()));
    assertEquals(0.25, series.get(2).last().value());
  }

  @Test
  void anInvalidRunIsAGapAndNoPoint() {
    Series api = series(night(1), night(2).ended(RunVerdict.INVALID, "Late."), night(3)).get(0);

    assertEquals(
        List.of("2026-05-01T03:00:00.000Z", "2026-05-03T03:00:00.000Z"),
        api.points().stream().map(Point::startedAt).toList());
    assertEquals(
        List.of(new Series.Gap("apisimulation-20260502030000000", "2026-05-02T03:00:00.000Z")),
        api.gaps());
  }

  @Test
  void theFingerprintOfTheNewestRunComesLast() {
    SampleEntry other = night(2);
    other.fingerprint = "ba9876543210";

    List<Series> series = series(night(1), other, night(3));

    assertEquals(6, series.size());
    assertEquals("ba9876543210", series.get(0).fingerprint());
    assertEquals(2, series.get(3).points().size());
  }

  @ParameterizedTest
  @CsvSource({
    "0.005, MET, LOWER_IS_BETTER",
    "0.02, BROKEN, LOWER_IS_BETTER",
    "0.93, MET, HIGHER_IS_BETTER",
    "0.004, BROKEN, HIGHER_IS_BETTER",
    "0.01, MET, HIGHER_IS_BETTER",
    "0.01, BROKEN, NEUTRAL",
    "0.5, NO_DATA, NEUTRAL"
  })
  void theVerdictShowsWhichSideOfTheLimitIsGood(
      double value, Verdict verdict, Direction direction) {
    SampleEntry run = night(1).ended(RunVerdict.FAIL, "A level.");
    run.slas =
        List.of(new HistoryLevel("x", Unit.RATIO, 0.01, value, null, null, null, null, verdict));

    assertEquals(direction, series(run).get(0).figure().direction());
  }

  @Test
  void whatACacheSparesIsNeutral() {
    SampleEntry run = night(1);
    run.work =
        List.of(
            new WorkFigure("cache_total", Map.of("result", "hit"), 0.9),
            new WorkFigure("cache_total", Map.of("result", "miss"), 0.1));

    assertEquals(
        List.of(Direction.NEUTRAL, Direction.LOWER_IS_BETTER),
        series(run).stream().skip(2).map(each -> each.figure().direction()).toList());
  }
}
