package io.openmeet.reference.faults;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Picks a share of the requests, evenly spread and not random: for 10 %, every tenth. So a run of
 * any length has its exact share.
 */
final class Share {
  private final double percent;
  private final AtomicLong passed = new AtomicLong();

  /**
   * @param percent 0-100
   */
  Share(double percent) {
    this.percent = percent;
  }

  boolean picks() {
    long number = passed.incrementAndGet();
    return picked(number) > picked(number - 1);
  }

  private long picked(long ofFirst) {
    return (long) Math.floor(ofFirst * percent / 100 + 1e-9);
  }
}
