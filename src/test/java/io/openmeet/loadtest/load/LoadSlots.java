package io.openmeet.loadtest.load;

import io.openmeet.loadtest.settings.LoadScale;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The load of a warm-up, in slots of a fifth of the ramp: from their figures follows whether it is
 * whole and steady. One thread reads it; arrivals come from others.
 */
final class LoadSlots {
  private static final int SLOTS_IN_A_RAMP = 5;

  private final long slotNanos;
  private final RequestMeter meter;
  private final ConcurrencyCounter concurrency;
  private final LongSupplier compilersMs;
  private final LongAdder arrivals = new LongAdder();
  private final Wholeness wholeness;
  private Steadiness steadiness = new Steadiness();

  private volatile RequestMeter.Reading last = new RequestMeter.Reading(1, 0, 0, 0, 0, 0);
  private volatile List<String> moving = List.of();
  private long beganNanos;
  private long compiledMs;
  private long arrivedBefore;

  /**
   * @param compilersMs time that the injector's just-in-time compilers have worked
   */
  LoadSlots(RunContext run, RequestMeter meter, LongSupplier compilersMs) {
    Load load = run.load();
    LoadScale scale = run.scale();
    this.slotNanos = length(scale).toNanos();
    this.meter = meter;
    this.concurrency = run.concurrency();
    this.compilersMs = compilersMs;
    this.wholeness = new Wholeness(load.plannedPerSecond(scale), load.usersAtOnce(scale));
  }

  static Duration length(LoadScale scale) {
    return scale.rampUp().dividedBy(SLOTS_IN_A_RAMP);
  }

  void arrived() {
    arrivals.increment();
  }

  void begin(long now) {
    beganNanos = now;
    compiledMs = compilersMs.getAsLong();
    arrivedBefore = arrivals.sum();
  }

  boolean isOver(long now) {
    return now - beganNanos >= slotNanos;
  }

  void readAnswers() {
    last = meter.read();
  }

  /** The slot's answers count for {@link #moving}. */
  void noteAnswers(long now) {
    double slotMs = (now - beganNanos) / 1e6;
    double compiling = (compilersMs.getAsLong() - compiledMs) / slotMs;
    steadiness.add(
        new Steadiness.Slot(
            last.answered(), last.perSecond(), last.p50Ms(), last.p95Ms(), compiling));
    moving = steadiness.moving();
  }

  /** Answers before now do not count any more. */
  void forgetAnswers() {
    steadiness = new Steadiness();
    moving = steadiness.moving();
  }

  /** The slot's arrivals and users count for {@link #isWhole}. */
  void noteLoad(long now) {
    wholeness.add(
        (now - beganNanos) / 1e9,
        arrivals.sum() - arrivedBefore,
        last.inFlight(),
        concurrency.atOnce());
  }

  boolean isSteady() {
    return moving.isEmpty();
  }

  boolean isWhole() {
    return wholeness.isWhole();
  }

  /** Whether all is there, or nobody comes any more. */
  boolean isAllThatComes() {
    return wholeness.isWhole() || wholeness.nobodyComesOrLeaves();
  }

  /** What is not steady, in words; empty when all is. */
  List<String> moving() {
    return moving;
  }

  /** What the load lacks, in words; empty when it is whole. */
  Optional<String> missing() {
    return wholeness.missing();
  }

  /** The answers of the latest slot. */
  RequestMeter.Reading last() {
    return last;
  }

  /** The answers of the latest slot, in words for the console. */
  String figures() {
    return String.format(
        Locale.ROOT, "%,.0f requests/s, P95 %,d ms", last.perSecond(), last.p95Ms());
  }

  /** The same, and whether all is steady; one reason is enough for a line. */
  String progress() {
    List<String> now = moving;
    return figures() + (now.isEmpty() ? ", steady" : ", still moving: " + now.get(0));
  }
}
