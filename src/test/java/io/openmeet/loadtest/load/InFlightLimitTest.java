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

/** At most two at once; a window of 3 s after a warm-up of 2 s, whose clock starts at 500 ms. */
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
    assertTrue(limit.enters());
    assertTrue(limit.enters());
    assertFalse(limit.enters());
    assertFalse(limit.enters());
    assertEquals(2, limit.dropped());
    assertEquals(2, limit.inFlight());
  }

  @Test
  void hasRoomAgainWhenOneHasLeft() {
    at(3_000);
    limit.enters();
    limit.enters();
    limit.leaves();
    assertTrue(limit.enters());
    assertFalse(limit.enters());
    assertEquals(1, limit.dropped());
  }

  /** One arrival before the window, two within it, one after it. */
  @Test
  void countsTheDroppedOfTheWindowAlone() {
    at(2_499);
    limit.enters();
    limit.enters();
    for (long ms : new long[] {2_499, 2_500, 5_499, 5_500}) {
      clock.setMs(ms);
      assertFalse(limit.enters());
    }
    assertEquals(2, limit.dropped());
  }

  @Test
  void neverLetsMoreThroughHoweverManyComeAtOnce() throws Exception {
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
    assertEquals(0, limit.inFlight());
  }

  private void comeAndGo(AtomicInteger inside, AtomicInteger highest) {
    for (int i = 0; i < 20_000; i++) {
      if (limit.enters()) {
        highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
        inside.decrementAndGet();
        limit.leaves();
      }
    }
  }
}
