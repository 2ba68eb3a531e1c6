package io.openmeet.loadtest.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KneeTest {
  private static LoadPoint point(int load, double answeredPerSecond, Double p95Ms) {
    return new LoadPoint(
        load, LoadClass.UNDECIDED, 1, 0, 0, answeredPerSecond, p95Ms, p95Ms, 0.0, Map.of());
  }

  @Test
  void isWhereAnswersForEachMillisecondAreHighest() {
    // 500, 667, 800 and 30 answers/s for each ms.
    assertEquals(
        OptionalInt.of(4_000),
        Knee.of(
            List.of(
                point(1_000, 1_000, 2.0),
                point(2_000, 2_000, 3.0),
                point(4_000, 4_000, 5.0),
                point(8_000, 6_000, 200.0))));
  }

  @Test
  void moreLoadAtTheSameTimeIsBetter() {
    assertEquals(
        OptionalInt.of(4_000),
        Knee.of(
            List.of(point(1_000, 1_000, 0.0), point(2_000, 2_000, 1.0), point(4_000, 4_000, 1.0))));
  }

  @Test
  void needsThreeLoadsWithAnswers() {
    assertEquals(
        OptionalInt.empty(),
        Knee.of(
            List.of(point(1_000, 1_000, 2.0), point(2_000, 2_000, 3.0), point(4_000, 0, null))));
  }
}
