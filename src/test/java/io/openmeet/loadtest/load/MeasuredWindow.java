package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The part of a run whose figures count. It opens when the warm-up is over, at full and steady
 * load, and closes while the load still goes on, so that neither its first nor its last second is
 * an easy one. Requests that start outside are silent: they are sent, and Gatling does not log
 * them.
 *
 * <p>The clock starts with the first virtual user.
 */
public final class MeasuredWindow {
  private final Duration warmUp;
  private final Duration length;
  private final ErrorShare errorShare;
  private final LongSupplier nanoClock;
  private final LongAdder answered = new LongAdder();
  private volatile boolean begun;
  private long opensAtNanos;
  private long closesAtNanos;
  private long opensAtEpochMillis;
  private final List<Runnable> whenBegun = new CopyOnWriteArrayList<>();

  /**
   * @param errorShare told of every answer, also outside the window
   */
  public MeasuredWindow(Duration warmUp, Duration length, ErrorShare errorShare) {
    this(warmUp, length, errorShare, System::nanoTime);
  }

  MeasuredWindow(Duration warmUp, Duration length, ErrorShare errorShare, LongSupplier nanoClock) {
    this.warmUp = warmUp;
    this.length = length;
    this.errorShare = errorShare;
    this.nanoClock = nanoClock;
  }

  long nanoTime() {
    return nanoClock.getAsLong();
  }

  /** What to do once the clock has started, and the times of the window are known. */
  public void whenBegun(Runnable action) {
    whenBegun.add(action);
  }

  /** A step that every virtual user begins with. */
  public ChainBuilder begin() {
    return exec(
        session -> {
          if (!begun) {
            startClock();
          }
          return session;
        });
  }

  synchronized void startClock() {
    if (!begun) {
      opensAtNanos = nanoTime() + warmUp.toNanos();
      closesAtNanos = opensAtNanos + length.toNanos();
      opensAtEpochMillis = System.currentTimeMillis() + warmUp.toMillis();
      begun = true;
      whenBegun.forEach(Runnable::run);
    }
  }

  /**
   * Sends the request; it is logged, and counted when answered, within the window only. Afterwards
   * the session is failed if this request failed, whatever came before.
   */
  public ChainBuilder measured(HttpRequestActionBuilder request) {
    return exec(this::countSent)
        .exec(doIfOrElse(session -> isOpen()).then(exec(request)).orElse(exec(request.silent())))
        .exec(this::countAnswer);
  }

  private Session countSent(Session session) {
    errorShare.sent();
    return session.markAsSucceeded();
  }

  /** For a request that is measured without {@link #measured}: counts its answer. */
  public Session countAnswer(Session session) {
    answered(session.isFailed());
    return session;
  }

  void answered(boolean failed) {
    errorShare.answered(failed);
    if (isOpen()) {
      answered.increment();
    }
  }

  public boolean isOpen() {
    return begun && nanoTime() - opensAtNanos >= 0 && !isOver();
  }

  public boolean isOver() {
    return begun && nanoTime() - closesAtNanos >= 0;
  }

  /** How long until it opens; below zero afterwards. Known once the clock has started. */
  public Duration untilOpen() {
    return Duration.ofNanos(opensAtNanos - nanoTime());
  }

  /** How long until it closes; below zero afterwards. Known once the clock has started. */
  public Duration untilClosed() {
    return Duration.ofNanos(closesAtNanos - nanoTime());
  }

  /** When it opened, in milliseconds since the epoch. */
  public long startEpochMillis() {
    return opensAtEpochMillis;
  }

  /** Which of its one-second slots a moment lies in; below 0 or past the last outside. */
  long second(long nanos) {
    return begun ? Math.floorDiv(nanos - opensAtNanos, TimeUnit.SECONDS.toNanos(1)) : -1;
  }

  /** How many nanoseconds of a one-second slot lie between two moments. */
  long overlapWithSecond(long second, long fromNanos, long toNanos) {
    long start = TimeUnit.SECONDS.toNanos(second);
    long end = start + TimeUnit.SECONDS.toNanos(1);
    long from = fromNanos - opensAtNanos;
    long to = toNanos - opensAtNanos;
    return Math.max(0, Math.min(end, to) - Math.max(start, from));
  }

  public Duration length() {
    return length;
  }

  /** Requests answered within it, per second. */
  public double answeredPerSecond() {
    return answered.sum() / (length.toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
