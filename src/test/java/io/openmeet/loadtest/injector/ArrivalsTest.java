package io.openmeet.loadtest.injector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.statistics.Histogram;
import io.openmeet.loadtest.statistics.Window;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The window starts at 10,000 ms in all tests. */
class ArrivalsTest {
  private static final long START = 10_000;

  private static Arrivals arrivals(double perSecond, int seconds, int users, IntToLongFunction at) {
    Window window = new Window(START, START + seconds * 1000L);
    Arrivals arrivals = new Arrivals(window);
    for (int user = 0; user < users; user++) {
      arrivals.user(0, true, at.applyAsLong(user));
      arrivals.user(0, false, at.applyAsLong(user) + 5);
    }
    arrivals.compareWith(Plan.constant(perSecond, window));
    return arrivals;
  }

  private static void assertAllOnTime(int users, Arrivals arrivals) {
    assertEquals(users, arrivals.lateness().count());
    assertEquals(0, arrivals.lateness().percentileMs(100));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 137, 333, 499})
  void punctualUsersAreOnTimeAtAnyOffset(int shiftMs) {
    assertAllOnTime(60, arrivals(2, 30, 60, user -> START + shiftMs + user * 500L));
  }

  @Test
  void roundingToMillisecondsIsNoLateness() {
    Arrivals fast = arrivals(5050, 10, 50_500, user -> START + (long) (user / 5.050));
    assertAllOnTime(50_500, fast);
  }

  @Test
  void aLateUserIsLateByItsOwnDelay() {
    Arrivals late = arrivals(10, 10, 100, user -> START + user * 100L + (user == 50 ? 70 : 0));
    assertEquals(70, late.latenessMs(5070, 0));
    assertEquals(70, late.lateness().percentileMs(100));
    assertEquals(0, late.lateness().percentileMs(99));
  }

  @Test
  void afterAStandstillEachUserIsLateByItsOwnWait() {
    // 20 users of 2 s come together at 5,000 ms; they were due every 100 ms from 3,000 ms on.
    Arrivals stalled =
        arrivals(10, 10, 100, user -> START + (user >= 30 && user < 50 ? 5000 : user * 100L));
    assertEquals(2000, stalled.latenessMs(5000, 0));
    assertEquals(1900, stalled.latenessMs(5000, 1));
    assertEquals(100, stalled.latenessMs(5000, 19));
    assertEquals(0, stalled.latenessMs(5000, 20));
  }

  @Test
  void duringAStandstillTheNextUserIsOverdue() {
    Arrivals stalled =
        arrivals(10, 10, 100, user -> START + (user >= 30 && user < 50 ? 5000 : user * 100L));
    assertEquals(1000, stalled.latenessMs(4000, 0));
  }

  @Test
  void missingUsersMakeAllLaterUsersLate() {
    Arrivals few = arrivals(10, 10, 90, user -> START + (user < 50 ? user : user + 10) * 100L);
    assertEquals(90, few.delivered());
    assertEquals(1000, few.lateness().percentileMs(100));
  }

  @Test
  void usersOutsideTheWindowDoNotCount() {
    assertEquals(1, arrivals(1, 1, 3, user -> START - 1000 + user * 1000L).delivered());
    assertEquals(0, arrivals(1, 1, 1, user -> START - 1).delivered());
  }

  /** A second method: users sorted by their start, compared with the plan one by one. */
  @Test
  void latenessEqualsAComparisonOfEachUserWithThePlan() {
    Random random = new Random(3);
    long[] starts =
        IntStream.range(0, 2000)
            .mapToLong(
                user -> START + user * 5L + (random.nextInt(4) == 0 ? random.nextInt(300) : 0))
            .filter(start -> start < START + 10_000)
            .sorted()
            .toArray();
    int[] expected =
        IntStream.range(0, starts.length)
            .map(k -> (int) Math.max(0, starts[k] - START - k * 5L))
            .sorted()
            .toArray();

    Histogram lateness = arrivals(200, 10, starts.length, user -> starts[user]).lateness();

    assertEquals(expected.length, lateness.count());
    for (double percentile : new double[] {1, 25, 50, 75, 90, 99, 99.9, 100}) {
      int rank = (int) Math.ceil(expected.length * percentile / 100);
      assertEquals(expected[rank - 1], lateness.percentileMs(percentile), "P" + percentile);
    }
  }

  @Test
  void aDayLongWindowFitsIntoMemory() {
    Arrivals day = arrivals(1, 86_400, 86_400, user -> START + user * 1000L);
    assertAllOnTime(86_400, day);
  }
}
