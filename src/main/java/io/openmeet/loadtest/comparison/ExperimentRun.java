package io.openmeet.loadtest.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;

/**
 * A run of an experiment that has ended.
 *
 * @param pair number of its pair, from 1
 * @param folder name of the run's folder in the experiment's folder; it has the run's results.json
 * @param result the content of results.json
 */
@JsonPropertyOrder({"pair", "side", "folder", "startedAt", "verdict"})
public record ExperimentRun(int pair, Side side, String folder, @JsonIgnore RunResult result) {
  @JsonProperty
  public RunVerdict verdict() {
    return result.outcome().verdict();
  }

  /** Start of the run, in UTC. */
  @JsonProperty
  public String startedAt() {
    return result.identity().startedAt();
  }
}
