package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Users alive and requests in flight, compared with a slow method: a count for every millisecond.
 */
class ConcurrencyTest {
  private static final Window WINDOW = new Window(10_000, 40_000);

  @Test
  void countsUsersWhoseEventsComeOutOfOrder() {
    SplittableRandom random = new SplittableRandom(3);
    int[] alive = new int[60_000];
    UsersAlive users = new UsersAlive(WINDOW);
    for (int i = 0; i < 20_000; i++) {
      // Time goes on by 3 ms; each event is delayed by up to 4 s.
      int at = Math.max(0, i * 3 - random.nextInt(UsersAlive.SLACK_MS));
      int change = random.nextInt(3) == 0 ? -1 : 1;
      users.change(at, change);
      for (int ms = at; ms < alive.length; ms++) {
        alive[ms] += change;
      }
    }

    assertEquals(expected(alive), users.finish());
    assertArrayEquals(expectedBySecond(alive), users.peakBySecond());
  }

  @Test
  void countsUsersWhoStayThroughASilence() {
    UsersAlive users = new UsersAlive(WINDOW);
    users.change(500, 1);
    users.change(600, 1);
    users.change(30_000, -1);

    assertEquals(new Concurrency(2, 1, (2 * 20_000 + 10_000) / 30_000.0), users.finish());
    long[] bySecond = new long[30];
    Arrays.fill(bySecond, 0, 20, 2);
    Arrays.fill(bySecond, 20, 30, 1);
    assertArrayEquals(bySecond, users.peakBySecond());
  }

  /** A damaged log can have gaps of 24 days. They must not take time. */
  @Test
  void skipsALongSilenceAtOnce() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          UsersAlive users = new UsersAlive(WINDOW);
          for (long day = 0; day < 10_000; day++) {
            users.change(day * Integer.MAX_VALUE, 1);
          }
          assertEquals(new Concurrency(1, 1, 1), users.finish());
        });
  }

  @Test
  void countsNobodyIfNobodyIsAliveInTheWindow() {
    UsersAlive after = new UsersAlive(WINDOW);
    after.change(40_000, 1);
    UsersAlive before = new UsersAlive(WINDOW);
    before.change(100, 1);
    before.change(10_000, -1);

    assertEquals(new Concurrency(0, 0, 0), after.finish());
    assertEquals(new Concurrency(0, 0, 0), before.finish());
    assertEquals(new Concurrency(0, 0, 0), new UsersAlive(WINDOW).finish());
  }

  @Test
  void countsRequestsInFlightToTheMillisecond() {
    SplittableRandom random = new SplittableRandom(4);
    int[] flying = new int[60_000];
    InFlight inFlight = new InFlight(WINDOW);
    for (int i = 0; i < 5_000; i++) {
      int start = random.nextInt(45_000);
      int end = start + random.nextInt(random.nextInt(50) == 0 ? 15_000 : 300);
      inFlight.add(start, end);
      for (int ms = start; ms < end; ms++) {
        flying[ms]++;
      }
    }

    assertEquals(expected(flying), inFlight.finish());
    assertArrayEquals(expectedBySecond(flying), inFlight.peakBySecond());
  }

  /**
   * In 24 hours, there is a sample every 22 ms. The mean stays exact, a plateau is seen, a peak of
   * 21 ms can be missed.
   */
  @Test
  void samplesALongWindow() {
    long day = 86_400_000;
    InFlight inFlight = new InFlight(new Window(0, day));
    for (int i = 0; i < 7; i++) {
      inFlight.add(1_000, 2_001);
    }
    for (int i = 0; i < 100; i++) {
      inFlight.add(22_001, 22_022);
    }
    inFlight.add(day - 22, day + 5);

    Concurrency counted = inFlight.finish();

    assertEquals(7, counted.peak());
    assertEquals(0, counted.min());
    assertEquals((7 * 1_001 + 100 * 21 + 22) / (double) day, counted.mean(), 1e-12);
    assertEquals(86_400, inFlight.peakBySecond().length);
    assertEquals(7, inFlight.peakBySecond()[1]);
    assertEquals(0, inFlight.peakBySecond()[3]);
    assertEquals(1, inFlight.peakBySecond()[86_399]);
  }

  private static Concurrency expected(int[] byMillisecond) {
    int[] window = window(byMillisecond);
    return new Concurrency(
        Arrays.stream(window).max().orElseThrow(),
        Arrays.stream(window).min().orElseThrow(),
        Arrays.stream(window).asLongStream().sum() / (double) window.length);
  }

  private static long[] expectedBySecond(int[] byMillisecond) {
    int[] window = window(byMillisecond);
    long[] peaks = new long[30];
    for (int i = 0; i < peaks.length; i++) {
      // The peak before the first event is 0, because a count is never negative.
      peaks[i] = Math.max(0, Arrays.stream(window, i * 1000, i * 1000 + 1000).max().orElseThrow());
    }
    return peaks;
  }

  private static int[] window(int[] byMillisecond) {
    return Arrays.copyOfRange(byMillisecond, (int) WINDOW.startMs(), (int) WINDOW.endMs());
  }
}
