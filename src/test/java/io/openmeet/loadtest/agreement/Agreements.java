package io.openmeet.loadtest.agreement;

import io.openmeet.loadtest.settings.InjectorShare;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** For tests: agreements on a clock that the test sets. */
public final class Agreements {
  private Agreements() {}

  public static StartAgreement none(WarmUpTimes times) {
    return new NoAgreement(times, InstantSource.system());
  }

  public static StartAgreement at(Instant opensAt, WarmUpTimes times, InstantSource wallClock) {
    return new GivenInstant(opensAt, times, wallClock);
  }

  /** An injector at a barrier; it exchanges news when the test says so. */
  public record AtBarrier(StartAgreement agreement, Runnable exchange) {}

  public static AtBarrier atBarrier(
      Path folder,
      InjectorShare share,
      WarmUpTimes times,
      InstantSource wallClock,
      LongSupplier nanoClock) {
    Barrier barrier =
        new Barrier(
            BarrierFolder.join(folder, share),
            share,
            times,
            Optional.empty(),
            wallClock,
            nanoClock);
    return new AtBarrier(barrier, barrier::look);
  }
}
