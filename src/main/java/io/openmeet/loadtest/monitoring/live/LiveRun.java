package io.openmeet.loadtest.monitoring.live;

import io.openmeet.loadtest.sla.Sla;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What is known of a run before its load begins.
 *
 * @param simulation the class, without its package
 * @param target its address
 * @param slas as asked for at the profile's intensity
 * @param samples the one request that response times are judged from; empty: all
 * @param sends requests that are logged when they were sent, and whose answer has its own name
 * @param plannedPerSecond users who are to start each second of the window; empty when the load is
 *     no open model
 * @param besideTheLoad scenarios whose users are not part of the load
 * @param responseTimeLimitsMs every limit on response times there is, also those that this run is
 *     not judged by: histograms get a boundary at each
 */
public record LiveRun(
    String simulation,
    String profile,
    String target,
    List<Sla> slas,
    Optional<String> samples,
    Set<String> sends,
    OptionalDouble plannedPerSecond,
    Set<String> besideTheLoad,
    List<Double> responseTimeLimitsMs) {
  public LiveRun {
    slas = List.copyOf(slas);
    sends = Set.copyOf(sends);
    besideTheLoad = Set.copyOf(besideTheLoad);
    responseTimeLimitsMs = List.copyOf(responseTimeLimitsMs);
  }
}
