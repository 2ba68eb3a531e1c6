package io.openmeet.loadtest.target;

import io.openmeet.loadtest.results.ClockOffset;
import io.openmeet.loadtest.results.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Compares the injector's clock with the {@code Date} header of the target's answers (RFC 9110,
 * section 6.6.1). The header has whole seconds, so several requests spread over a second bound the
 * difference: to a twelfth of a second and the time of a request.
 *
 * <p>A server that renews its date only now and then is up to a second behind. All injectors see
 * that in the same way, so it changes little between two of them.
 */
public final class TargetClock {
  private static final int REQUESTS = 12;
  private static final Duration RESOLUTION = Duration.ofSeconds(1);
  private static final Duration PAUSE = RESOLUTION.dividedBy(REQUESTS);

  private final Supplier<Optional<Instant>> date;
  private final InstantSource wallClock;
  private final Consumer<Duration> pause;

  public TargetClock(Target target) {
    this(
        target::date,
        InstantSource.system(),
        duration -> LockSupport.parkNanos(duration.toNanos()));
  }

  TargetClock(Supplier<Optional<Instant>> date, InstantSource wallClock, Consumer<Duration> pause) {
    this.date = date;
    this.wallClock = wallClock;
    this.pause = pause;
  }

  /**
   * Takes about a second.
   *
   * @return empty when the target states no date
   */
  public Optional<ClockOffset> offset() {
    List<ClockReading> readings = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Instant before = wallClock.instant();
      Optional<Instant> shown = date.get();
      if (shown.isEmpty()) {
        return Optional.empty();
      }
      readings.add(new ClockReading(before, shown.get(), wallClock.instant(), RESOLUTION));
      pause.accept(PAUSE);
    }
    return ClockOffset.of(readings, "the Date header of the target");
  }
}
