package io.openmeet.loadtest.capacity;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.openmeet.loadtest.statistics.Required;

/**
 * What a run at a load showed.
 *
 * @param lossRatio part of the load that was not answered well, 0-1; not meaningful when INVALID
 * @param forwardingLoad the load that would be exactly what the target answered, in the unit of the
 *     load: RFC 9971's trial forwarding rate. Null when it is not known, as in a closed model,
 *     where users wait for their answers
 */
public record Trial(
    @JsonUnwrapped TrialInput input, Outcome outcome, double lossRatio, Double forwardingLoad) {
  /** What a trial shows about the target. */
  public enum Outcome {
    /** All service levels were met: a low-loss trial in RFC 9971. */
    GOOD,
    /** One was not: a high-loss trial in RFC 9971. */
    BAD,
    /** Nothing: the run was INVALID. */
    INVALID
  }

  public Trial {
    Required.that(input != null, "input", "a trial's input", null);
    Required.that(outcome != null, "outcome", "GOOD, BAD or INVALID", null);
    Required.that(lossRatio >= 0 && lossRatio <= 1, "lossRatio", "a ratio of 0 to 1", lossRatio);
  }

  public int load() {
    return input.load();
  }

  public int seconds() {
    return input.seconds();
  }
}
