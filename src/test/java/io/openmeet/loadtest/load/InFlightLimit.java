package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Limits how many arrivals of an open model are in flight at once. Arrivals come whatever the
 * target does. If it does not answer, they pile up until the injector has no sockets or heap left.
 * An arrival above the limit is dropped: it sends nothing, and is counted if the measured window is
 * open.
 *
 * <p>Gatling's log shows a dropped arrival as a user that starts and ends without a request.
 */
public final class InFlightLimit {
  private final int most;
  private final MeasuredWindow window;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();

  /**
   * @param most at once, at least 1
   */
  public InFlightLimit(int most, MeasuredWindow window) {
    this.most = most;
    this.window = window;
  }

  /**
   * Runs the chain when there is room for the user, and skips it otherwise.
   *
   * @param chain reaches its end for every user, so it contains no {@code exitHere}: the room is
   *     released after it
   */
  public ChainBuilder within(ChainBuilder chain) {
    return doIf(session -> tryEnter())
        .then(
            exec(chain)
                .exec(
                    session -> {
                      leave();
                      return session;
                    }));
  }

  boolean tryEnter() {
    if (inFlight.incrementAndGet() <= most) {
      return true;
    }
    inFlight.decrementAndGet();
    if (window.isOpen()) {
      dropped.increment();
    }
    return false;
  }

  void leave() {
    inFlight.decrementAndGet();
  }

  /** Most arrivals in flight at once. */
  public int most() {
    return most;
  }

  /** Arrivals that were dropped in the window so far. */
  public long dropped() {
    return dropped.sum();
  }
}
