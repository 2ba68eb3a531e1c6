package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.load.Steadiness.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  /** 10,000 answers a slot: chance is 2 / 100, so throughput may move by 5 %, times by 12 %. */
  private static final Slot USUAL = new Slot(10_000, 10_000, 50, 100, 0.1);

  private final Steadiness steadiness = new Steadiness();

  @Test
  void isNotSteadyBeforeTwoGroupsOfFourSlotsCanBeCompared() {
    add(7, USUAL);
    assertEquals(List.of("too few seconds to compare"), steadiness.moving());
    add(1, USUAL);
    assertEquals(List.of(), steadiness.moving());
  }

  @Test
  void saysWhatStillMovesFromWhereToWhere() {
    add(4, new Slot(9_400, 9_400, 58, 115, 0.1));
    add(4, USUAL);
    assertEquals(
        List.of("throughput 9,400 -> 10,000 requests/s", "P50 58 -> 50 ms", "P95 115 -> 100 ms"),
        steadiness.moving());
  }

  @Test
  void isSteadyWhenFiguresMoveByAFewPerCentInBothDirections() {
    add(4, new Slot(9_600, 9_600, 45, 112, 0.1));
    add(4, USUAL);
    assertEquals(List.of(), steadiness.moving());
  }

  /** The median of four slots is between the second and the third. */
  @Test
  void doesNotTakeOneHiccupForATrend() {
    add(4, USUAL);
    add(1, new Slot(2_000, 2_000, 900, 4_000, 0.1));
    add(3, USUAL);
    assertEquals(List.of(), steadiness.moving());
  }

  /** A hiccup in two slots of four lets the median move: (10,000 + 2,000) / 2. */
  @Test
  void seesAChangeThatLastsForHalfAGroup() {
    add(4, USUAL);
    add(2, new Slot(2_000, 2_000, 50, 100, 0.1));
    add(2, USUAL);
    assertEquals(List.of("throughput 10,000 -> 6,000 requests/s"), steadiness.moving());
  }

  /** 16 answers a slot: chance is 2 / 4, so throughput may move by 53 %. */
  @Test
  void allowsForChanceInFewAnswers() {
    add(4, new Slot(16, 40, 1, 4, 0));
    add(4, new Slot(16, 60, 1, 4, 0));
    assertEquals(List.of(), steadiness.moving());
    add(4, new Slot(16, 128, 1, 4, 0));
    assertEquals(List.of("throughput 60 -> 128 requests/s"), steadiness.moving());
  }

  /** 3 ms are three times 1 ms, but only 2 ms more: too close to count. */
  @Test
  void takesTimesOfAFewMillisecondsForTheSame() {
    add(4, new Slot(10_000, 10_000, 1, 3, 0));
    add(4, new Slot(10_000, 10_000, 3, 8, 0));
    assertEquals(List.of(), steadiness.moving());
  }

  @Test
  void waitsForTheInjectorsCompilers() {
    add(4, USUAL);
    add(4, new Slot(10_000, 10_000, 50, 100, 0.4));
    assertEquals(List.of("compilers of the injector 40 %"), steadiness.moving());
  }

  private void add(int times, Slot slot) {
    for (int i = 0; i < times; i++) {
      steadiness.add(slot);
    }
  }
}
