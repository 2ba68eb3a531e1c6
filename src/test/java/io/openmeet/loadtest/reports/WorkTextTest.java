package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.trends.WorkChange;
import io.openmeet.loadtest.trends.WorkChange.Movement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.31, 0.31",
    "2.4249, 2.42",
    "12345.6, '12,346'",
    "1e9, '1,000,000,000'",
    "0.000012345, 0.0000123",
    "99.96, 100"
  })
  void aNumberHasThreeDigitsOrAllBeforeItsPoint(double value, String text) {
    assertEquals(text, WorkText.number(value));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 3, 0.05, MORE, 'a_total: 2 -> 3 for each request (+50 %, noise 5 %)'",
    "2, 0, 0.05, VANISHED, 'a_total: 2 -> 0 for each request (-100 %, noise 5 %)'",
    "0, 3, , NEW, 'a_total: 0 -> 3 for each request (new)'",
    "0, 3, , MORE, 'a_total: 0 -> 3 for each request (usually none)'",
    "2, 2.004, 0.001, NONE, 'a_total: 2 -> 2 for each request (+0.2 %, noise 0.1 %)'"
  })
  void aLineSaysWhatMovedAndHowFar(
      double usual, double actual, Double noise, Movement movement, String line) {
    WorkFigure figure = new WorkFigure("a_total", Map.of(), actual);

    assertEquals(line, WorkText.line(new WorkChange(figure, usual, noise, movement)));
  }

  @ParameterizedTest
  @CsvSource({"200, 121", "8, 21"})
  void aSeriesIsCut(int length, int shown) {
    WorkFigure figure = new WorkFigure("a_total", Map.of("b", "x".repeat(length)), 1);

    assertEquals(
        shown,
        WorkText.series(figure).length(),
        "a_total{b=\"\"} has 13 characters; 120 and an ellipsis are shown");
  }
}
