package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.InjectorHealth;
import java.util.List;

/**
 * One of several injectors of a run; a value that is not known is null.
 *
 * @param name such as 2/4
 * @param run the folder of its own run
 * @param worst whether the health in the run's result is this injector's
 * @param planned users that should start in the window
 * @param delivered users that started
 * @param dropped arrivals that were not sent
 * @param startLagP99Ms 99th percentile of its delay, as measured or as logged: the higher
 * @param longestStallMs the longest time in which it did nothing, as measured or as logged
 * @param gcPauseMaxMs the longest garbage collection pause
 * @param processCpuMeanRatio its share of all cores, 0-1
 * @param clockOffsetMs a clock that all injectors can read minus this injector's
 * @param clockUncertaintyMs the true offset is at most this much more or less
 */
public record InjectorFigures(
    String name,
    String run,
    boolean worst,
    Long planned,
    Long delivered,
    Long dropped,
    Double startLagP99Ms,
    Double longestStallMs,
    Double gcPauseMaxMs,
    Double processCpuMeanRatio,
    Double clockOffsetMs,
    Double clockUncertaintyMs) {

  static List<InjectorFigures> of(List<InjectorAnalysis> injectors) {
    InjectorAnalysis worst = LogAnalysis.worst(injectors).orElseThrow();
    return injectors.stream().map(injector -> of(injector, injector == worst)).toList();
  }

  private static InjectorFigures of(InjectorAnalysis injector, boolean worst) {
    RunPart part = injector.part();
    InjectorHealth health = part.health();
    ArrivalFigures arrivals = injector.arrivalFigures();
    DroppedArrivals dropped = part.known().dropped();
    ClockOffset clock = part.known().clock();
    return new InjectorFigures(
        part.name(),
        part.run(),
        worst,
        arrivals == null ? null : Long.valueOf(arrivals.planned()),
        arrivals == null ? null : Long.valueOf(arrivals.delivered()),
        dropped == null ? null : Long.valueOf(dropped.count()),
        injector.startLagP99Ms(),
        injector.longestStallMs(),
        health.gcPauseMaxMs(),
        health.processCpuMeanRatio(),
        clock == null ? null : Double.valueOf(clock.offsetMs()),
        clock == null ? null : Double.valueOf(clock.uncertaintyMs()));
  }
}
