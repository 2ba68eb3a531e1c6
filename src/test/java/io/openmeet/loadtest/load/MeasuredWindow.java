package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The part of a run whose figures count. It opens after the warm-up, at full and steady load, and
 * closes while the load goes on, so that its first and last second are as busy as the others.
 * Gatling logs all requests, in the window and outside: without the log of the warm-up, the logging
 * code would not be compiled when the window opens, and at 10,000 requests/s on two cores that cost
 * seconds. Results and reports use only the requests in the window.
 *
 * <p>{@link WarmUp} announces the window as soon as its conditions hold. It opens {@link #NOTICE}
 * later, so that all watchers know its times before its first request is sent. When the injectors
 * have agreed on an instant, it opens at that instant.
 */
public final class MeasuredWindow {
  /** From the announcement until the opening, because the dashboard updates once a second. */
  public static final Duration NOTICE = Duration.ofSeconds(2);

  private static final String SENT_AT = "sentAtNanos";

  private final Duration notice;
  private final Duration length;
  private final ErrorShare errorShare;
  private final RequestMeter meter;
  private final LongSupplier nanoClock;
  private final LongAdder answered = new LongAdder();

  /** Set after the times below, and read before them. */
  private volatile boolean announced;

  private long opensAtNanos;
  private long closesAtNanos;
  private long opensAtEpochMillis;
  private final List<Runnable> whenAnnounced = new CopyOnWriteArrayList<>();

  /**
   * @param errorShare counts every answer, also outside the window
   * @param meter likewise, and every request that is sent
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

  /** Adds an action to run when the window is announced, and its times are known. */
  public void whenAnnounced(Runnable action) {
    whenAnnounced.add(action);
  }

  /** The load is whole and steady, so the window opens after the notice. Safe to call twice. */
  void announce() {
    announce(notice, Instant.now().plus(notice));
  }

  /**
   * The window opens at an agreed instant. Safe to call twice.
   *
   * @param left time until then, by the wall clock
   */
  synchronized void announce(Duration left, Instant opensAt) {
    if (!announced) {
      opensAtNanos = nanoTime() + left.toNanos();
      closesAtNanos = opensAtNanos + length.toNanos();
      opensAtEpochMillis = opensAt.toEpochMilli();
      announced = true;
      whenAnnounced.forEach(Runnable::run);
    }
  }

  /**
   * Sends the request, and counts it when it is answered within the window. Afterwards the session
   * is failed only if this request failed.
   */
  public ChainBuilder measured(HttpRequestActionBuilder request) {
    return exec(session -> sent(session.markAsSucceeded())).exec(request).exec(this::countAnswer);
  }

  /** For a request that is measured without {@link #measured}: counts its sending. */
  public Session sent(Session session) {
    errorShare.sent();
    return session.set(SENT_AT, meter.sent());
  }

  /** For a request that is measured without {@link #measured}: counts its answer. */
  public Session countAnswer(Session session) {
    meter.answered(session.getLong(SENT_AT), session.isFailed());
    noteAnswer(session.isFailed());
    return session;
  }

  void noteAnswer(boolean failed) {
    errorShare.answered(failed);
    if (isOpen()) {
      answered.increment();
    }
  }

  /** Whether the window's times are known. */
  public boolean isAnnounced() {
    return announced;
  }

  public boolean isOpen() {
    return announced && nanoTime() - opensAtNanos >= 0 && !isOver();
  }

  public boolean isOver() {
    return announced && nanoTime() - closesAtNanos >= 0;
  }

  /** How long until the window opens; negative afterwards. Valid once it is announced. */
  public Duration untilOpen() {
    return Duration.ofNanos(opensAtNanos - nanoTime());
  }

  /** How long until the window closes; negative afterwards. Valid once it is announced. */
  public Duration untilClosed() {
    return Duration.ofNanos(closesAtNanos - nanoTime());
  }

  /** When the window opens, in milliseconds since the epoch. Valid once it is announced. */
  public long startEpochMillis() {
    return opensAtEpochMillis;
  }

  /** Whole seconds from the opening to a moment; negative before, and until it is announced. */
  long second(long nanos) {
    return announced ? Math.floorDiv(nanos - opensAtNanos, TimeUnit.SECONDS.toNanos(1)) : -1;
  }

  /** How many nanoseconds of the window's n-th second, from 0, lie between two moments. */
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

  /** Requests answered within the window. */
  public long answered() {
    return answered.sum();
  }

  /** Requests answered since the start of the run, also outside the window. */
  public long answeredInAll() {
    return meter.answered();
  }

  /** Requests answered within the window, per second. */
  public double answeredPerSecond() {
    return answered() / (length.toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
