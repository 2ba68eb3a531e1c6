package io.openmeet.loadtest.monitoring.live;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaResult;
import java.util.List;

/**
 * How a run came out.
 *
 * @param reasons sentences that explain the verdict
 * @param slas as the verdict has them; empty when it has none, because the run broke off
 * @param scorecard where the report lies, or will in a moment; empty when there will be none
 */
public record LiveEnd(
    RunVerdict verdict, List<String> reasons, List<SlaResult> slas, String scorecard) {
  public LiveEnd {
    reasons = List.copyOf(reasons);
    slas = List.copyOf(slas);
  }
}
