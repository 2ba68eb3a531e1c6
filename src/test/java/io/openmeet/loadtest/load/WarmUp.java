package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pace;

import io.gatling.javaapi.core.ChainBuilder;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.results.WarmUpFigures;
import io.openmeet.loadtest.results.WarmUpFigures.Outcome;
import io.openmeet.loadtest.settings.LoadScale;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The part of a run before the measured window. It ends when conditions hold, not after a fixed
 * time.
 *
 * <pre>
 * open model       | sign in | clients who wait, until steady | arrivals, until whole and steady | window
 * resident users   | sign in | residents come and stay, until whole and steady                   | window
 *                  |&lt;----------- at most -Dwarmup.max ----------&gt;|
 * </pre>
 *
 * <p><b>Steady</b>: throughput, median and P95 do not move any more, and the injector's compilers
 * rest ({@link Steadiness}). When an open model meets a cold target or a cold injector, requests
 * pile up, and the backlog takes long to shrink. So clients who wait for their answers come first.
 *
 * <p><b>Whole</b>: arrivals come at the full rate, requests in flight do not grow any more, and all
 * users are there ({@link Wholeness}).
 *
 * <p>At the bound the window opens anyway, and the results show what still moves or is missing: a
 * target that is never steady is measured, too, and the figures lack the users that it refused. If
 * not all users could sign in, there is no load to measure.
 */
public final class WarmUp {
  /** Shortest time that the load runs before the window opens. */
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  private static final int SLOTS_IN_A_RAMP = 5;

  /** Where the warm-up is. */
  private enum Phase {
    SIGNING_IN,
    WARMING,
    GROWING,
    OVER
  }

  private final Load load;
  private final LoadScale scale;
  private final Duration longest;
  private final MeasuredWindow window;
  private final RequestMeter meter;
  private final ConcurrencyCounter concurrency;
  private final SignIns signIns;
  private final LongSupplier nanoClock;
  private final LongSupplier compilersMs;
  private Steadiness steadiness = new Steadiness();
  private final Wholeness wholeness;
  private final LongAdder arrivals = new LongAdder();

  private volatile Phase phase = Phase.SIGNING_IN;
  private volatile boolean arrivalsBegan;
  private volatile RequestMeter.Reading last = new RequestMeter.Reading(1, 0, 0, 0, 0, 0);
  private volatile List<String> moving = List.of();
  private List<String> neverSteady = List.of();
  private volatile WarmUpFigures figures;
  private volatile Optional<Stop> noLoad = Optional.empty();
  private boolean looked;
  private long beganNanos;
  private long phaseBeganNanos;
  private long slotBeganNanos;
  private long compiledMs;
  private long arrivedBefore;

  /**
   * @param longest time from the first sign-in until the load is steady
   */
  public WarmUp(RunContext run, Duration longest, RequestMeter meter) {
    this(
        run,
        longest,
        meter,
        System::nanoTime,
        ManagementFactory.getCompilationMXBean()::getTotalCompilationTime);
  }

  WarmUp(
      RunContext run,
      Duration longest,
      RequestMeter meter,
      LongSupplier nanoClock,
      LongSupplier compilersMs) {
    this.load = run.load();
    this.scale = run.scale();
    this.longest = longest;
    this.window = run.window();
    this.meter = meter;
    this.concurrency = run.concurrency();
    this.signIns = run.signIns();
    this.nanoClock = nanoClock;
    this.compilersMs = compilersMs;
    this.wholeness = new Wholeness(load.plannedPerSecond(scale), load.usersAtOnce(scale));
  }

  /**
   * The chain of a client that waits for its answers: it repeats the work until all is steady, once
   * every {@link Load#CLIENT_PACE} at most.
   */
  public ChainBuilder clientsWait(ChainBuilder work) {
    return exec(session -> {
          warmingBegins();
          return session;
        })
        .exec(asLongAs(session -> clientsAreNeeded()).on(pace(Load.CLIENT_PACE).exec(work)));
  }

  boolean clientsAreNeeded() {
    return phase == Phase.WARMING;
  }

  /** The first step of each user of the load. */
  public ChainBuilder arrival() {
    return exec(
        session -> {
          arrived();
          return session;
        });
  }

  void arrived() {
    arrivals.increment();
    arrivalsBegan = true;
    if (phase == Phase.SIGNING_IN) {
      warmingBegins();
    }
  }

  synchronized void warmingBegins() {
    if (phase == Phase.SIGNING_IN && !refuseFewAccounts()) {
      turnTo(Phase.WARMING);
    }
  }

  private void turnTo(Phase next) {
    phase = next;
    phaseBeganNanos = nanoClock.getAsLong();
  }

  /** Reads the answers since the last look; to be called several times a second. */
  public synchronized void look() {
    long now = nanoClock.getAsLong();
    if (!looked) {
      looked = true;
      beganNanos = now;
      startSlot(now);
    }
    if (now - slotBeganNanos < scale.rampUp().toNanos() / SLOTS_IN_A_RAMP) {
      return;
    }
    last = meter.read();
    switch (phase) {
      case SIGNING_IN -> {
        if (isLate(now) && !refuseFewAccounts()) {
          giveUp(signIns.tooSlow(longest, last.answers()));
        }
      }
      case WARMING -> lookAtWarming(now);
      case GROWING -> lookAtArrivals(now);
      case OVER -> {}
    }
    startSlot(now);
  }

  private void startSlot(long now) {
    slotBeganNanos = now;
    compiledMs = compilersMs.getAsLong();
    arrivedBefore = arrivals.sum();
  }

  private void lookAtWarming(long now) {
    noteAnswers(now);
    boolean steady = moving.isEmpty() && now - phaseBeganNanos >= SHORTEST.toNanos();
    if (load.isOpen()) {
      if (steady || isLate(now)) {
        neverSteady = moving;
        steadiness = new Steadiness();
        turnTo(Phase.GROWING);
      }
      return;
    }
    noteLoad(now);
    boolean isAllThatComes = wholeness.isWhole() || wholeness.nobodyComesOrLeaves();
    if (isAllThatComes && steady) {
      openWindow(now, Outcome.STEADY);
    } else if (isLate(now)) {
      openWindow(now, Outcome.BOUND);
    }
  }

  private void noteAnswers(long now) {
    double slotMs = (now - slotBeganNanos) / 1e6;
    double compiling = (compilersMs.getAsLong() - compiledMs) / slotMs;
    steadiness.add(
        new Steadiness.Slot(
            last.answered(), last.perSecond(), last.p50Ms(), last.p95Ms(), compiling));
    moving = steadiness.moving();
  }

  private void noteLoad(long now) {
    wholeness.add(
        (now - slotBeganNanos) / 1e9,
        arrivals.sum() - arrivedBefore,
        last.inFlight(),
        concurrency.atOnce());
  }

  private void lookAtArrivals(long now) {
    if (!arrivalsBegan) {
      phaseBeganNanos = now;
      return;
    }
    noteLoad(now);
    long grownNanos = now - phaseBeganNanos - load.growth(scale).toNanos();
    if (grownNanos < 0) {
      return;
    }
    // Code that only arrivals use is compiled now, and a hiccup at full rate leaves a backlog.
    noteAnswers(now);
    if (wholeness.isWhole() && moving.isEmpty()) {
      openWindow(now, neverSteady.isEmpty() ? Outcome.STEADY : Outcome.BOUND);
    } else if (grownNanos >= load.settling(scale).toNanos()) {
      openWindow(now, Outcome.BOUND);
    }
  }

  private void openWindow(long now, Outcome outcome) {
    turnTo(Phase.OVER);
    List<String> still = new ArrayList<>(neverSteady);
    still.addAll(moving);
    wholeness.missing().ifPresent(still::add);
    figures = new WarmUpFigures(Math.round((now - beganNanos) / 1e8) / 10.0, outcome, still);
    window.announce();
  }

  private boolean isLate(long now) {
    return now - beganNanos >= longest.toNanos();
  }

  private void giveUp(Stop reason) {
    turnTo(Phase.OVER);
    signIns.giveUp();
    noLoad = Optional.of(reason);
  }

  /** Gives up when the target refused too many accounts. */
  private boolean refuseFewAccounts() {
    Optional<Stop> tooFew = signIns.tooFewAccounts();
    tooFew.ifPresent(this::giveUp);
    return tooFew.isPresent();
  }

  /** Why there is no load to measure; empty otherwise. */
  public Optional<Stop> noLoad() {
    return noLoad;
  }

  /** How long it took and why it ended; empty while it goes on. */
  public Optional<WarmUpFigures> figures() {
    return Optional.ofNullable(figures);
  }

  /** The present phase, in words for the console. */
  public String progress() {
    String load =
        String.format(Locale.ROOT, "%,.0f requests/s, P95 %,d ms", last.perSecond(), last.p95Ms());
    return switch (phase) {
      case SIGNING_IN -> signIns.progress();
      case WARMING -> "warming up: " + load + still(moving);
      case GROWING -> "full load begins: " + load + still(moving);
      case OVER -> "full load is there: " + load;
    };
  }

  /** One reason is enough for a line. */
  private static String still(List<String> moving) {
    return moving.isEmpty() ? ", steady" : ", still moving: " + moving.get(0);
  }
}
