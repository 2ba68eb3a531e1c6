package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.injector.Plan;
import io.openmeet.loadtest.load.InFlightLimit;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.results.Fingerprint;
import io.openmeet.loadtest.results.GitCommit;
import io.openmeet.loadtest.results.Observations;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.results.UserErrors;
import io.openmeet.loadtest.results.WarmUpFigures;
import io.openmeet.loadtest.settings.Profile;
import io.openmeet.loadtest.settings.ProjectFolder;
import io.openmeet.loadtest.statistics.Window;
import io.openmeet.loadtest.target.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Collects what the log of a run does not contain. */
final class Observed {
  private Observed() {}

  static Observations of(
      String simulation,
      Profile profile,
      Load load,
      Target target,
      MeasuredWindow measured,
      InFlightLimit inFlight,
      Judgement judgement,
      Map<String, Integer> distinctKeys,
      Optional<WarmUpFigures> warmUp,
      Optional<Stop> stop,
      Optional<UserErrors> userErrors,
      InjectorHealth injector,
      Set<String> besideTheLoad) {
    Window window = window(measured);
    Plan plan = stop.isPresent() ? null : plan(load.plannedPerSecond(profile), window);
    String fingerprint =
        Fingerprint.of(
            simulation,
            profile.label(),
            judgement.slas(),
            "%d at full intensity, %s".formatted(load.full(), measured.length()),
            target.kind());
    return new Observations(
        simulation,
        profile.label(),
        target.baseUrl().toString(),
        window,
        judgement.samples().orElse(null),
        judgement.sends(),
        judgement.slas(),
        judgement.observed(),
        stop.orElse(null),
        plan,
        judgement.pace().map(Duration::toMillis).orElse(null),
        userErrors.orElse(null),
        load.plannedPerSecond(profile).isPresent()
            ? new DroppedArrivals(inFlight.dropped(), inFlight.most())
            : null,
        distinctKeys,
        warmUp.orElse(null),
        injector,
        besideTheLoad,
        RunEnvironment.here(
            io.gatling.commons.util.GatlingVersion.ThisVersion().fullVersion(),
            GitCommit.of(ProjectFolder.path()).orElse(null),
            target.isOnThisMachine(),
            fingerprint));
  }

  private static Plan plan(OptionalDouble perSecond, Window window) {
    return perSecond.isPresent() ? Plan.constant(perSecond.getAsDouble(), window) : null;
  }

  /** A stopped run has the part of the window that took place, at least one millisecond. */
  private static Window window(MeasuredWindow measured) {
    long now = System.currentTimeMillis();
    if (!measured.isAnnounced()) {
      return new Window(now - 1, now);
    }
    long planned = measured.startEpochMillis() + measured.length().toMillis();
    long start = Math.min(measured.startEpochMillis(), now - 1);
    return new Window(start, Math.min(planned, now));
  }
}
