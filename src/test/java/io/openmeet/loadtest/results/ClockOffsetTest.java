package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clocks that show whole seconds; times in milliseconds. */
class ClockOffsetTest {
  /** At 100 to 120 the other clock shows 2,000, so it is at 2,000 to 3,000: 1,880 to 2,900 more. */
  @Test
  void boundsTheDifferenceByOneReading() {
    assertEquals(
        Optional.of(new ClockOffset(2_390, 510, "a clock")),
        ClockOffset.of(List.of(reading(100, 2_000, 120)), "a clock"));
  }

  /** The second reading says 2,190 to 3,210 more, so both say 2,190 to 2,900. */
  @Test
  void narrowsTheBoundsWithEachReading() {
    assertEquals(
        Optional.of(new ClockOffset(2_545, 355, "a clock")),
        ClockOffset.of(List.of(reading(100, 2_000, 120), reading(790, 3_000, 810)), "a clock"));
  }

  /** 1,880 to 2,900 more, and then 3,880 to 4,900 more. */
  @Test
  void knowsNothingFromReadingsThatContradictEachOther() {
    assertEquals(
        Optional.empty(),
        ClockOffset.of(List.of(reading(100, 2_000, 120), reading(100, 4_000, 120)), "a clock"));
  }

  @Test
  void knowsNothingWithoutReadings() {
    assertEquals(Optional.empty(), ClockOffset.of(List.of(), "a clock"));
  }

  @Test
  void refusesANegativeUncertainty() {
    assertThrows(IllegalArgumentException.class, () -> new ClockOffset(1, -0.1, "a clock"));
  }

  private static ClockReading reading(long before, long shown, long after) {
    return new ClockReading(
        Instant.ofEpochMilli(before),
        Instant.ofEpochMilli(shown),
        Instant.ofEpochMilli(after),
        Duration.ofSeconds(1));
  }
}
