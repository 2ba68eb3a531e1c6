package io.openmeet.loadtest.capacity;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.openmeet.loadtest.capacity.CapacityPlan.Subject;
import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.RequestFigures;
import java.util.List;

/**
 * A trial with the figures of its run.
 *
 * @param folder of the trial, in the search's folder
 * @param verdict of the run
 * @param startedAt in UTC
 * @param answeredPerSecond requests that ended in the window, failed ones included
 * @param p95Ms of all requests; null when there was none
 * @param p99Ms of all requests; null when there was none
 * @param errorRatio failed requests of all, 0-1; null when there was none
 * @param reasons why the verdict is not PASS, a sentence each
 * @param slas the service levels
 * @param work what the target did for each request
 */
public record CapacityTrial(
    String folder,
    @JsonUnwrapped Trial trial,
    RunVerdict verdict,
    String startedAt,
    double answeredPerSecond,
    Integer p95Ms,
    Integer p99Ms,
    Double errorRatio,
    List<String> reasons,
    List<SlaResult> slas,
    List<WorkFigure> work) {
  public CapacityTrial {
    reasons = List.copyOf(reasons);
    slas = List.copyOf(slas);
    work = List.copyOf(work);
  }

  static CapacityTrial of(String folder, TrialInput input, RunResult run, CapacityPlan plan) {
    RequestFigures totals = run.figures().totals();
    return new CapacityTrial(
        folder,
        trial(input, run, plan),
        run.outcome().verdict(),
        run.identity().startedAt(),
        totals.rps(),
        totals.times().p95Ms(),
        totals.times().p99Ms(),
        totals.errorRatio(),
        run.outcome().reasons(),
        run.outcome().slas(),
        run.figures().work());
  }

  private static Trial trial(TrialInput input, RunResult run, CapacityPlan plan) {
    double answeredWell =
        1 - (run.figures().totals().errorRatio() == null ? 1 : run.figures().totals().errorRatio());
    Double forwardingLoad = null;
    // With a rate, each arrival is one request, so what is missing was not answered either.
    if (plan.unit() == LoadUnit.RATE && run.figures().arrivals() != null) {
      double perSecond = run.figures().totals().rps() * answeredWell;
      answeredWell = Math.min(1, perSecond / run.figures().arrivals().plannedPerSecond());
      forwardingLoad = input.load() * answeredWell;
    }
    return new Trial(
        input, outcome(run.outcome().verdict(), plan.subject()), 1 - answeredWell, forwardingLoad);
  }

  private static Outcome outcome(RunVerdict verdict, Subject subject) {
    return switch (verdict) {
      case PASS -> Outcome.GOOD;
      case FAIL -> Outcome.BAD;
      case INVALID -> subject == Subject.INJECTOR ? Outcome.BAD : Outcome.INVALID;
    };
  }

  /** The service levels that were broken. */
  public List<SlaResult> broken() {
    return slas.stream().filter(level -> level.verdict() == Verdict.BROKEN).toList();
  }
}
