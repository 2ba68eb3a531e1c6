package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.openmeet.loadtest.dashboard.SecondsSoFar.Point;
import io.openmeet.loadtest.injector.InjectorPulse;
import io.openmeet.loadtest.simulationlog.LogHeader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondsSoFarTest {
  private static final long START_MS = 1_777_863_721_400L;
  private static final long FIRST = 1_777_863_721L;

  private final SecondsSoFar seconds = new SecondsSoFar(Set.of("Watch"));

  @BeforeEach
  void begin() {
    seconds.alignTo(START_MS);
    seconds.run(
        new LogHeader("3.15.1", "S", START_MS, "", List.of("API", "Watch"), List.of()), null);
  }

  private void request(long endsAfterMs, int ms, boolean ok) {
    seconds.request(1, START_MS + endsAfterMs - ms, START_MS + endsAfterMs, ok, 0);
  }

  private List<Point> points(int windowSeconds) {
    return seconds.points(FIRST, FIRST + windowSeconds, FIRST + windowSeconds);
  }

  @Test
  void aRequestBelongsToTheSecondInWhichItEnded() {
    request(999, 40, true);
    request(1_000, 900, false);
    request(1_999, 100, true);

    List<Point> points = points(2);

    assertEquals(List.of(FIRST, FIRST + 1), points.stream().map(Point::second).toList());
    assertEquals(List.of(1, 2), points.stream().map(Point::completed).toList());
    assertEquals(List.of(0, 1), points.stream().map(Point::errors).toList());
    assertEquals(List.of(40, 900), points.stream().map(Point::p99Ms).toList());
    assertEquals(100, points.get(1).p50Ms());
  }

  @Test
  void secondsAfterTheEndOfTheLogAreUnknownAndNotZero() {
    request(500, 1, true);
    request(3_500, 1, true);

    List<Point> points = points(3);

    assertEquals(4, points.size());
    assertEquals(0, points.get(1).completed());
    assertNull(points.get(1).p50Ms());
    assertNull(points.get(3).completed());
  }

  @Test
  void usersStayUntilTheyLeaveAndThoseBesideTheLoadDoNotCount() {
    seconds.user(0, true, START_MS);
    seconds.user(0, true, START_MS + 10);
    seconds.user(1, true, START_MS + 20);
    seconds.user(0, false, START_MS + 2_100);

    assertEquals(List.of(2L, 2L, 1L), points(3).stream().map(Point::users).toList());
  }

  @Test
  void onlyTheLastSecondsAreKept() {
    for (int second = 0; second < 2_000; second++) {
      request(second * 1000L, 5, true);
    }

    List<Point> points = points(2_000);

    assertEquals(SecondsSoFar.MOST, points.size());
    assertEquals(FIRST + 1_999, points.get(points.size() - 1).second());
    assertEquals(5, points.get(0).p95Ms());
  }

  @Test
  void aJumpOfTheClockMakesNoMorePointsThanTheLimit() {
    request(0, 1, true);
    request(1_000_000_000L, 1, true);
    request(500, 1, true);

    assertEquals(SecondsSoFar.MOST, points(2_000_000).size());
  }

  @Test
  void anAnswerThatIsLoggedLateCounts() {
    request(30_000, 1, true);
    request(29_500, 7, true);
    request(500, 9, true);
    request(60_000, 1, true);
    request(29_600, 70, true);

    List<Point> points = points(61);

    assertEquals(61, points.size());
    assertEquals(1, points.get(0).completed());
    assertEquals(9, points.get(0).p99Ms());
    assertEquals(2, points.get(29).completed());
    assertEquals(7, points.get(29).p99Ms(), "its percentiles were closed before");
  }

  @Test
  void pausesOfTheCollectorInOneSecondAddUp() {
    InjectorPulse.Reading reading = new InjectorPulse.Reading(0.25, 5_000, 10_000, 1);
    seconds.injector(START_MS + 10, reading, 12, 3.0);
    seconds.injector(START_MS + 900, reading, 8, 4.0);

    Point point = points(1).get(0);

    assertEquals(20, point.gcMs());
    assertEquals(4, point.lagMs());
    assertEquals(0.25, point.cpuRatio());
    assertEquals(5_000, point.heapBytes());
  }
}
