package io.openmeet.loadtest.agreement;

import io.openmeet.loadtest.results.ClockOffset;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who decides when the measured window opens.
 *
 * <ul>
 *   <li>{@link NoAgreement}: this injector alone, as soon as its load is steady.
 *   <li>{@link GivenInstant}: the user, with {@code -DstartAt}.
 *   <li>{@link Barrier}: all injectors of a run, once they are ready ({@code -Dinjector.barrier}).
 *       With {@code -DstartAt} in addition, the window opens at that instant at the earliest.
 * </ul>
 *
 * <p>Each injector goes by its own clock. {@link ClockOffset} says how far clocks differ.
 */
public abstract sealed class StartAgreement implements AutoCloseable
    permits NoAgreement, GivenInstant, Barrier {
  private final WarmUpTimes times;
  private final InstantSource wallClock;

  StartAgreement(WarmUpTimes times, InstantSource wallClock) {
    this.times = times;
    this.wallClock = wallClock;
  }

  /**
   * The agreement that the settings ask for.
   *
   * @throws ConfigurationException when several injectors have none, when there is too little time,
   *     or when the folder of the barrier cannot be used
   */
  public static StartAgreement of(Settings settings, WarmUpTimes times) {
    boolean isAlone = settings.scale().share().isWhole();
    InstantSource wallClock = InstantSource.system();
    if (settings.barrier().isPresent()) {
      return Barrier.open(
          settings.barrier().get(), settings.scale().share(), times, settings.startAt(), wallClock);
    }
    if (settings.startAt().isPresent()) {
      StartAgreement given = new GivenInstant(settings.startAt().get(), times, wallClock);
      given.checkTimeLeft();
      return given;
    }
    if (isAlone) {
      return new NoAgreement(times, wallClock);
    }
    throw new ConfigurationException(
        "-Dinjector=%s: expected -Dinjector.barrier=<folder> or -DstartAt=<time> in addition, found neither; the injectors have to agree on when their windows open."
            .formatted(settings.scale().share()));
  }

  /** Whether the window opens as soon as the load of this injector is steady. */
  public boolean isNone() {
    return false;
  }

  /** When the window opens; empty as long as that is not known. */
  public abstract Optional<Instant> opensAt();

  /** The time until then, by this machine's clock; negative afterwards. */
  public final Optional<Duration> untilOpen() {
    return opensAt().map(instant -> Duration.between(wallClock.instant(), instant));
  }

  /** Whether the window is known to open within this time, or has opened. */
  public final boolean isWithin(Duration time) {
    return untilOpen().filter(left -> left.compareTo(time) <= 0).isPresent();
  }

  /** This injector's load is as steady as it gets; it goes on until the window's time comes. */
  public void ready() {}

  /** Why the window will not open; empty as long as it can. */
  public Optional<Stop> failure() {
    return Optional.empty();
  }

  /** This injector stops, so the others need not wait for it. */
  public void giveUp(String reason) {}

  /**
   * Why an injector stops that has too little time left to make its load complete.
   *
   * @param doing what it is busy with, in words
   */
  public final Stop tooLate(String doing) {
    return Stop.unmeasured(
        "%s before the window opens at %s, the injector was not ready: %s. %s"
            .formatted(
                untilOpen().map(StartAgreement::seconds).orElse(""),
                opensAt().map(Instant::toString).orElse(""),
                doing,
                remedy()));
  }

  /** A sentence on what to do when an injector is not ready in time. */
  abstract String remedy();

  /** What a ready injector waits for, in words for the console. */
  public abstract String progress();

  /** Longest time for which a ready injector waits for others. */
  public Duration longestWait() {
    return Duration.ZERO;
  }

  /** The earliest time that the user allows; empty when there is none. */
  abstract Optional<Instant> earliest();

  /** How long no load is needed yet: the longest warm-up fits in what remains. */
  final Duration untilLoad() {
    return earliest()
        .map(at -> Duration.between(wallClock.instant(), at.minus(times.lead())))
        .map(left -> left.minus(times.longest()))
        .filter(left -> !left.isNegative())
        .orElse(Duration.ZERO);
  }

  /** Waits without load while the window is further away than the longest warm-up needs. */
  public final void awaitLoad(Consumer<String> console) {
    Duration wait = untilLoad();
    if (wait.isZero()) {
      return;
    }
    console.accept(
        "The load begins at %s, %s before -DstartAt (-Dwarmup.max and the load's growth)."
            .formatted(
                wallClock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS),
                seconds(times.longest().plus(times.lead()))));
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The wait for -DstartAt was interrupted.", interrupted);
    }
  }

  /**
   * @throws ConfigurationException when a warm-up is not possible before the window opens
   */
  public void checkTimeLeft() {}

  /** The difference from the clock that the agreement itself brings; empty when it brings none. */
  public Optional<ClockOffset> clock() {
    return Optional.empty();
  }

  /** Must be called when the load begins. */
  public void begin() {}

  @Override
  public void close() {}

  final WarmUpTimes times() {
    return times;
  }

  final Instant now() {
    return wallClock.instant();
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
