package io.openmeet.loadtest.monitoring.live;

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
public record LiveEnd(
    RunVerdict verdict, List<String> reasons, List<SlaResult> slas, String scorecard) {
  public LiveEnd {
    reasons = List.copyOf(reasons);
    slas = List.copyOf(slas);
  }
}
