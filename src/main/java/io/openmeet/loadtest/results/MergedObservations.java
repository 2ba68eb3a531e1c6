package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.injector.Plan;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.statistics.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What several injectors of one run observed, as one. Numbers of arrivals, and limits on the amount
 * of load, add up. Of what cannot be added, that of the worst injector counts: its warm-up, its
 * stop. Health stays each injector's own.
 *
 * <p>There is no number of distinct keys: two injectors may have requested the same key, and which
 * keys they requested is not recorded.
 */
final class MergedObservations {
  private static final double UNITS = 1e6;

  private final List<RunPart> parts;

  private MergedObservations(List<RunPart> parts) {
    this.parts = parts;
  }

  /**
   * @param parts of the same run, at least one
   */
  static Observations of(List<RunPart> parts) {
    return new MergedObservations(parts).together();
  }

  private Observations together() {
    Observations first = parts.get(0).known();
    List<Sla> slas = slas(first);
    TargetWork work = MergedLevels.work(parts);
    MergedLevels levels = new MergedLevels(parts, work);
    return new Observations(
        Observations.SCHEMA_VERSION,
        first.simulation(),
        first.profile(),
        first.target(),
        window(),
        first.samples(),
        first.sends(),
        slas,
        levels.observed(slas),
        levels.tallies(),
        work,
        each(Observations::browser).stream().findFirst().orElse(null),
        stop().orElse(null),
        plan().orElse(null),
        first.paceMs(),
        userErrors().orElse(null),
        dropped().orElse(null),
        Map.of(),
        warmUp().orElse(null),
        InjectorHealth.NOT_MEASURED,
        first.besideTheLoad(),
        null,
        null,
        environment(first.environment()),
        null);
  }

  /** That of an injector that did not stop early, or else the longest. */
  private Window window() {
    return parts.stream()
        .map(RunPart::known)
        .min(
            Comparator.comparing((Observations known) -> known.stopped() != null)
                .thenComparing(known -> -known.window().lengthMs()))
        .map(Observations::window)
        .orElseThrow();
  }

  private List<Sla> slas(Observations first) {
    List<Sla> slas = new ArrayList<>();
    for (int level = 0; level < first.slas().size(); level++) {
      int place = level;
      Sla sla = first.slas().get(level);
      double limits =
          parts.stream().mapToDouble(part -> part.known().slas().get(place).limit()).sum();
      slas.add(sla.measure().scalesWithIntensity() ? sla.withLimit(addedUp(limits)) : sla);
    }
    return slas;
  }

  /** If the target's errors stopped any of them, the target fails. */
  private Optional<Stop> stop() {
    List<RunPart> stopped = parts.stream().filter(part -> part.known().stopped() != null).toList();
    return stopped.stream()
        .min(Comparator.comparing(part -> !part.known().stopped().isForErrors()))
        .map(
            part ->
                new Stop(
                    part.clause(part.known().stopped().reason()),
                    part.known().stopped().verdict()));
  }

  private Optional<Plan> plan() {
    List<Plan> plans = each(Observations::plan);
    return plans.size() < parts.size()
        ? Optional.empty()
        : Optional.of(
            Plan.constant(addedUp(plans.stream().mapToDouble(Plan::perSecond).sum()), window()));
  }

  /** Rates and limits are added in millionths, so that shares are the whole again. */
  private static double addedUp(double sum) {
    return Math.round(sum * UNITS) / UNITS;
  }

  private Optional<UserErrors> userErrors() {
    long count = each(Observations::userErrors).stream().mapToLong(UserErrors::count).sum();
    return parts.stream()
        .filter(part -> part.known().userErrors() != null)
        .findFirst()
        .map(part -> new UserErrors(count, part.clause(part.known().userErrors().first())));
  }

  private Optional<DroppedArrivals> dropped() {
    return each(Observations::dropped).stream()
        .reduce(
            (one, other) ->
                new DroppedArrivals(
                    one.count() + other.count(),
                    Math.addExact(one.maxInFlight(), other.maxInFlight())));
  }

  private Optional<WarmUpFigures> warmUp() {
    List<WarmUpFigures> warmUps = each(Observations::warmUp);
    List<String> moving =
        parts.stream()
            .filter(part -> part.known().warmUp() != null)
            .flatMap(part -> part.known().warmUp().moving().stream().map(part::clause))
            .toList();
    return warmUps.stream()
        .max(Comparator.comparingDouble(WarmUpFigures::seconds))
        .map(
            longest ->
                new WarmUpFigures(
                    longest.seconds(),
                    warmUps.stream()
                        .map(WarmUpFigures::outcome)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                    moving));
  }

  private RunEnvironment environment(RunEnvironment first) {
    List<Boolean> shares = each(known -> known.environment().sharesMachine());
    return first.sharingMachine(shares.isEmpty() ? null : shares.contains(true));
  }

  /** The values of those that have one. */
  private <T> List<T> each(Function<Observations, T> value) {
    return parts.stream().map(RunPart::known).map(value).filter(Objects::nonNull).toList();
  }
}
