package io.openmeet.loadtest.load;

import io.openmeet.loadtest.agreement.StartAgreement;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.results.WarmUpFigures;
import io.openmeet.loadtest.results.WarmUpFigures.Outcome;
import io.openmeet.loadtest.settings.LoadScale;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The part of a run before the measured window. It ends when conditions hold, not after a fixed
 * time.
 *
 * <pre>
 * open model       | sign in | clients who wait, until steady |&lt;...&gt;| arrivals, until whole and steady | window
 * resident users   | sign in | residents come and stay, until whole and steady               |&lt;...&gt;| window
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
 *
 * <p><b>Agreed</b>: with a {@link StartAgreement}, clients or residents go on at {@code <...>}
 * until the agreed instant is near, and the window opens exactly then. An injector that cannot have
 * its full load by then stops.
 */
public final class WarmUp {
  /** Shortest time that the load runs before the window opens. */
  static final Duration SHORTEST = Duration.ofSeconds(5);

  /** Without this much notice, the watchers of the window would miss its begin. */
  private static final Duration SHORTEST_NOTICE = MeasuredWindow.NOTICE.dividedBy(2);

  /** Where the warm-up is. */
  private enum Phase {
    SIGNING_IN,
    WARMING,
    WAITING,
    GROWING,
    OVER
  }

  private final Load load;
  private final LoadScale scale;
  private final Duration longest;
  private final StartAgreement agreement;
  private final MeasuredWindow window;
  private final SignIns signIns;
  private final LongSupplier nanoClock;
  private final LoadSlots slots;

  private volatile Phase phase = Phase.SIGNING_IN;
  private volatile boolean arrivalsBegan;
  private List<String> neverSteady = List.of();
  private volatile WarmUpFigures figures;
  private volatile Optional<Stop> noLoad = Optional.empty();
  private boolean looked;
  private long beganNanos;
  private long phaseBeganNanos;

  /**
   * @param longest time from the first sign-in until the load is steady
   */
  public WarmUp(RunContext run, Duration longest, StartAgreement agreement, RequestMeter meter) {
    this(
        run,
        longest,
        agreement,
        meter,
        System::nanoTime,
        ManagementFactory.getCompilationMXBean()::getTotalCompilationTime);
  }

  WarmUp(
      RunContext run,
      Duration longest,
      StartAgreement agreement,
      RequestMeter meter,
      LongSupplier nanoClock,
      LongSupplier compilersMs) {
    this.load = run.load();
    this.scale = run.scale();
    this.longest = longest;
    this.agreement = agreement;
    this.window = run.window();
    this.signIns = run.signIns();
    this.nanoClock = nanoClock;
    this.slots = new LoadSlots(run, meter, compilersMs);
  }

  /** Whether clients who wait for their answers go on. */
  boolean clientsAreNeeded() {
    return phase == Phase.WARMING || phase == Phase.WAITING;
  }

  /** A user of the load began. */
  void arrived() {
    slots.arrived();
    arrivalsBegan = true;
    if (phase == Phase.SIGNING_IN) {
      warmingBegins();
    }
  }

  /** The sign-ins are over. */
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
      slots.begin(now);
    }
    if (slots.isOver(now)) {
      slots.readAnswers();
      lookAtSlot(now);
      slots.begin(now);
    }
    if (phase != Phase.OVER && !agreement.isNone()) {
      agreement.failure().ifPresentOrElse(this::giveUp, () -> lookAtAgreement(now));
    }
  }

  private void lookAtSlot(long now) {
    switch (phase) {
      case SIGNING_IN -> {
        if (isLate(now) && !refuseFewAccounts()) {
          giveUp(signIns.tooSlow(longest, slots.last().answers()));
        }
      }
      case WARMING, WAITING -> lookAtWarming(now);
      case GROWING -> lookAtArrivals(now);
      case OVER -> {}
    }
  }

  private void lookAtWarming(long now) {
    slots.noteAnswers(now);
    if (!load.isOpen()) {
      slots.noteLoad(now);
    }
    if (phase == Phase.WARMING && (isWarm(now) || isLate(now))) {
      neverSteady = load.isOpen() ? slots.moving() : List.of();
      agreement.ready();
      turnTo(Phase.WAITING);
      if (agreement.isNone()) {
        goOn(now);
      }
    } else if (slots.isSteady()) {
      neverSteady = List.of();
    }
  }

  private boolean isWarm(long now) {
    return slots.isSteady()
        && phaseLasts(now, SHORTEST)
        && (load.isOpen() || slots.isAllThatComes());
  }

  /** Residents are there already; arrivals come now. */
  private void goOn(long now) {
    if (load.isOpen()) {
      slots.forgetAnswers();
      turnTo(Phase.GROWING);
    } else {
      openWindow(now, slots.isSteady() && slots.isAllThatComes());
    }
  }

  private void lookAtArrivals(long now) {
    if (!arrivalsBegan) {
      phaseBeganNanos = now;
      return;
    }
    slots.noteLoad(now);
    if (!hasGrown(now)) {
      return;
    }
    // Code that only arrivals use is compiled now, and a hiccup at full rate leaves a backlog.
    slots.noteAnswers(now);
    Duration atMost = load.growth(scale).plus(load.settling(scale));
    if (agreement.isNone() && (isThere() || phaseLasts(now, atMost))) {
      openWindow(now, isThere());
    }
  }

  private boolean hasGrown(long now) {
    return arrivalsBegan && phaseLasts(now, load.growth(scale));
  }

  private boolean isThere() {
    return slots.isWhole() && slots.isSteady();
  }

  private void lookAtAgreement(long now) {
    if (!agreement.isWithin(load.untilWindowOpens(scale))) {
      return;
    }
    switch (phase) {
      case SIGNING_IN, WARMING -> giveUp(agreement.tooLate(progress()));
      case WAITING -> goOn(now);
      case GROWING -> {
        if (agreement.isWithin(MeasuredWindow.NOTICE)) {
          openWindow(now, isThere());
        }
      }
      case OVER -> {}
    }
  }

  private void openWindow(long now, boolean isSteady) {
    if (agreement.isWithin(SHORTEST_NOTICE) || load.isOpen() && !hasGrown(now)) {
      giveUp(agreement.tooLate(progress()));
      return;
    }
    turnTo(Phase.OVER);
    List<String> still = new ArrayList<>(neverSteady);
    still.addAll(slots.moving());
    slots.missing().ifPresent(still::add);
    Outcome outcome = isSteady && neverSteady.isEmpty() ? Outcome.STEADY : Outcome.BOUND;
    figures = new WarmUpFigures(Math.round((now - beganNanos) / 1e8) / 10.0, outcome, still);
    agreement
        .untilOpen()
        .ifPresentOrElse(
            left -> window.announce(left, agreement.opensAt().orElseThrow()), window::announce);
  }

  private boolean phaseLasts(long now, Duration atLeast) {
    return now - phaseBeganNanos >= atLeast.toNanos();
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
    return switch (phase) {
      case SIGNING_IN -> signIns.progress();
      case WARMING -> "warming up: " + slots.progress();
      case WAITING -> agreement.progress() + ": " + slots.figures();
      case GROWING -> "full load begins: " + slots.progress();
      case OVER -> "full load is there: " + slots.figures();
    };
  }
}
