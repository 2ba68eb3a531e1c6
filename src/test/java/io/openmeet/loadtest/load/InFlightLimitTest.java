package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** At most two at once; the window is open from 2,500 to 5,500 ms. */
class InFlightLimitTest {
  private final NanoClock clock = new NanoClock();
  private final MeasuredWindow window = clock.window();
  private final InFlightLimit limit = new InFlightLimit(2, window);

  private void at(long ms) {
    clock.setMs(500);
    window.announce();
    clock.setMs(ms);
  }

  @Test
  void dropsTheArrivalThatFindsNoRoom() {
    at(3_000);
    assertTrue(limit.tryEnter());
    assertTrue(limit.tryEnter());
    assertFalse(limit.tryEnter());
    assertFalse(limit.tryEnter());
    assertEquals(2, limit.dropped());
  }

  @Test
  void hasRoomAgainWhenOneHasLeft() {
    at(3_000);
    limit.tryEnter();
    limit.tryEnter();
    limit.leave();
    assertTrue(limit.tryEnter());
    assertFalse(limit.tryEnter());
    assertEquals(1, limit.dropped());
  }

  /** One arrival before the window, two within it, one after it. */
  @Test
  void countsOnlyArrivalsThatAreDroppedInTheWindow() {
    at(2_499);
    limit.tryEnter();
    limit.tryEnter();
    for (long ms : new long[] {2_499, 2_500, 5_499, 5_500}) {
      clock.setMs(ms);
      assertFalse(limit.tryEnter());
    }
    assertEquals(2, limit.dropped());
  }

  @Test
  void holdsTheLimitAndFreesAllRoomWhenManyComeAtOnce() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger highest = new AtomicInteger();
    ExecutorService users = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(user -> users.submit(() -> comeAndGo(inside, highest)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      users.shutdownNow();
    }
    assertTrue(highest.get() <= 2, "inside: " + highest);
    assertTrue(limit.tryEnter());
    assertTrue(limit.tryEnter());
    assertFalse(limit.tryEnter());
  }

  private void comeAndGo(AtomicInteger inside, AtomicInteger highest) {
    for (int i = 0; i < 20_000; i++) {
      if (limit.tryEnter()) {
        highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
        inside.decrementAndGet();
        limit.leave();
      }
    }
  }
}
