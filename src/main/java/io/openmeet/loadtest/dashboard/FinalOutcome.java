package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaResult;
import java.util.List;

/**
 * The outcome of a run.
 *
 * @param reasons sentences that explain the verdict
 * @param slas the verdict's service levels; empty when it has none, because the run stopped early
 * @param scorecard the report's path, possibly not yet written; empty without a report
 */
public record FinalOutcome(
    RunVerdict verdict, List<String> reasons, List<SlaResult> slas, String scorecard) {
  public FinalOutcome {
    reasons = List.copyOf(reasons);
    slas = List.copyOf(slas);
  }
}
