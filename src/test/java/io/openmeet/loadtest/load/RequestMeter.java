package io.openmeet.loadtest.load;

import io.openmeet.loadtest.statistics.Histogram;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How the load is doing now: answers since the last reading, and requests in flight, outside the
 * measured window as well.
 */
public final class RequestMeter {
  /**
   * Answers between two readings.
   *
   * @param seconds between the two
   * @param answered requests, failed ones included
   * @param failed requests with a wrong answer or none
   * @param p50Ms response time, median; 0 when nothing was answered
   * @param p95Ms response time, 95th percentile; 0 when nothing was answered
   * @param inFlight requests without an answer at the second reading
   */
  public record Reading(
      double seconds, long answered, long failed, int p50Ms, int p95Ms, long inFlight) {
    public double perSecond() {
      return answered / seconds;
    }

    /** How the target answers, in words for a message. */
    String answers() {
      return String.format(
          Locale.ROOT,
          "%,.0f requests/s, %,d of them in flight, P95 %,d ms%s",
          perSecond(),
          inFlight,
          p95Ms,
          failed == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", failed));
    }
  }

  private final LongSupplier nanoClock;
  private final AtomicLong inFlight = new AtomicLong();
  private Histogram times = new Histogram();
  private long failed;
  private long answered;
  private long readAtNanos;

  public RequestMeter() {
    this(System::nanoTime);
  }

  RequestMeter(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.readAtNanos = nanoClock.getAsLong();
  }

  /**
   * @return when the request was sent, for {@link #answered}
   */
  long sent() {
    inFlight.incrementAndGet();
    return nanoClock.getAsLong();
  }

  void answered(long sentAtNanos, boolean isFailed) {
    inFlight.decrementAndGet();
    long ms = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - sentAtNanos);
    synchronized (this) {
      times.record((int) Math.max(0, ms));
      failed += isFailed ? 1 : 0;
      answered++;
    }
  }

  /** Requests answered since the start of the run, failed ones included. */
  synchronized long answered() {
    return answered;
  }

  /** What was answered since the last call. */
  Reading read() {
    Histogram read;
    long failures;
    double seconds;
    synchronized (this) {
      long now = nanoClock.getAsLong();
      seconds = (now - readAtNanos) / (double) TimeUnit.SECONDS.toNanos(1);
      readAtNanos = now;
      read = times;
      failures = failed;
      times = new Histogram();
      failed = 0;
    }
    int[] percentiles = read.count() == 0 ? new int[2] : read.percentilesMs(50, 95);
    return new Reading(
        seconds, read.count(), failures, percentiles[0], percentiles[1], inFlight.get());
  }
}
