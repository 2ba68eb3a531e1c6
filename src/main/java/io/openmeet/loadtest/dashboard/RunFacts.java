package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.sla.Sla;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The facts about a run that are known before its load begins.
 *
 * @param simulation the class, without its package
 * @param changes of the load, against the profile, in words; the share of one of several injectors
 * @param target its address
 * @param report the name that the report will have in the run's folder
 * @param slas with limits at the profile's intensity
 * @param samples the only request whose response times are judged; empty: all
 * @param sends requests that are logged when they are sent; their answers have other names
 * @param plannedPerSecond planned starts of users per second of the window; empty when the load is
 *     not an open model
 * @param besideTheLoad scenarios whose users are not part of the load
 * @param responseTimeLimitsMs all limits on response times, also those of other simulations:
 *     histograms get a boundary at each
 */
public record RunFacts(
    String simulation,
    String profile,
    List<String> changes,
    String target,
    String report,
    List<Sla> slas,
    Optional<String> samples,
    Set<String> sends,
    OptionalDouble plannedPerSecond,
    Set<String> besideTheLoad,
    List<Double> responseTimeLimitsMs) {
  public RunFacts {
    changes = List.copyOf(changes);
    slas = List.copyOf(slas);
    sends = Set.copyOf(sends);
    besideTheLoad = Set.copyOf(besideTheLoad);
    responseTimeLimitsMs = List.copyOf(responseTimeLimitsMs);
  }
}
