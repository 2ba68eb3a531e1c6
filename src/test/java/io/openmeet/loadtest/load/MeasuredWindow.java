package io.openmeet.loadtest.load;

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
 * an easy one. Gatling logs all requests, in the window and outside: were those of the warm-up
 * silent, the first logged one would find code that no compiler has seen, and at 10,000 requests/s
 * on two cores that cost seconds. Results and reports take what lies in the window.
 *
 * <p>{@link WarmUp} announces it as soon as its conditions hold. It opens a moment later, so that
 * everybody who watches knows it before its first request is sent.
 */
public final class MeasuredWindow {
  /** From the announcement until it opens: the live view looks once a second. */
  public static final Duration NOTICE = Duration.ofSeconds(2);

  private static final String SENT_AT = "sentAtNanos";

  private final Duration notice;
  private final Duration length;
  private final ErrorShare errorShare;
  private final RequestMeter meter;
  private final LongSupplier nanoClock;
  private final LongAdder answered = new LongAdder();
  private volatile boolean announced;
  private long opensAtNanos;
  private long closesAtNanos;
  private long opensAtEpochMillis;
  private final List<Runnable> whenAnnounced = new CopyOnWriteArrayList<>();

  /**
   * @param errorShare told of every answer, also outside the window
   * @param meter likewise, and of every request that is sent
   */
  public MeasuredWindow(Duration length, ErrorShare errorShare, RequestMeter meter) {
    this(NOTICE, length, errorShare, meter, System::nanoTime);
  }

  MeasuredWindow(
      Duration notice,
      Duration length,
      ErrorShare errorShare,
      RequestMeter meter,
      LongSupplier nanoClock) {
    this.notice = notice;
    this.meter = meter;
    this.length = length;
    this.errorShare = errorShare;
    this.nanoClock = nanoClock;
  }

  long nanoTime() {
    return nanoClock.getAsLong();
  }

  /** What to do once the window is announced, and its times are known. */
  public void whenAnnounced(Runnable action) {
    whenAnnounced.add(action);
  }

  /** The load is whole and steady: the window opens in a moment. Safe to call twice. */
  synchronized void announce() {
    if (!announced) {
      opensAtNanos = nanoTime() + notice.toNanos();
      closesAtNanos = opensAtNanos + length.toNanos();
      opensAtEpochMillis = System.currentTimeMillis() + notice.toMillis();
      announced = true;
      whenAnnounced.forEach(Runnable::run);
    }
  }

  /**
   * Sends the request, and counts it when answered within the window. Afterwards the session is
   * failed if this request failed, whatever came before.
   */
  public ChainBuilder measured(HttpRequestActionBuilder request) {
    return exec(session -> sent(session.markAsSucceeded())).exec(request).exec(this::countAnswer);
  }

  /** For a request that is measured without {@link #measured}: to be called when it is sent. */
  public Session sent(Session session) {
    errorShare.sent();
    return session.set(SENT_AT, meter.sent());
  }

  /** For a request that is measured without {@link #measured}: counts its answer. */
  public Session countAnswer(Session session) {
    meter.answered(session.getLong(SENT_AT), session.isFailed());
    answered(session.isFailed());
    return session;
  }

  void answered(boolean failed) {
    errorShare.answered(failed);
    if (isOpen()) {
      answered.increment();
    }
  }

  /** Whether it is known when it opens. */
  public boolean isAnnounced() {
    return announced;
  }

  public boolean isOpen() {
    return announced && nanoTime() - opensAtNanos >= 0 && !isOver();
  }

  public boolean isOver() {
    return announced && nanoTime() - closesAtNanos >= 0;
  }

  /** How long until it opens; below zero afterwards. Known once it is announced. */
  public Duration untilOpen() {
    return Duration.ofNanos(opensAtNanos - nanoTime());
  }

  /** How long until it closes; below zero afterwards. Known once it is announced. */
  public Duration untilClosed() {
    return Duration.ofNanos(closesAtNanos - nanoTime());
  }

  /** When it opened, in milliseconds since the epoch. */
  public long startEpochMillis() {
    return opensAtEpochMillis;
  }

  /** Which of its one-second slots a moment lies in; below 0 or past the last outside. */
  long second(long nanos) {
    return announced ? Math.floorDiv(nanos - opensAtNanos, TimeUnit.SECONDS.toNanos(1)) : -1;
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

  /** Requests answered within it. */
  public long answered() {
    return answered.sum();
  }

  /** The same, per second. */
  public double answeredPerSecond() {
    return answered() / (length.toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
