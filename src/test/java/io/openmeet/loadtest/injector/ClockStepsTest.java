package io.openmeet.loadtest.injector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockStepsTest {
  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final ClockSteps clock = new ClockSteps();

  @Test
  void isZeroWhileBothClocksAdvanceTogether() {
    clock.compare(1_000_000, 5 * MS);
    clock.compare(1_000_005, 10 * MS);
    clock.compare(1_002_005, 2_010 * MS);
    assertEquals(0, clock.longestStepMs(), 1e-6);
  }

  @Test
  void isTheLongestJumpOfTheWallClockForwardsOrBack() {
    clock.compare(1_000_000, 0);
    clock.compare(1_000_105, 5 * MS);
    assertEquals(100, clock.longestStepMs(), 1e-6);
    clock.compare(999_910, 10 * MS);
    assertEquals(200, clock.longestStepMs(), 1e-6);
  }
}
