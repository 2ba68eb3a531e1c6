package io.openmeet.loadtest.capacity;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a search found: the goal result of RFC 9971. It is regular only if both bounds are proven
 * and near enough.
 *
 * @param lower relevant lower bound: the highest load that the target bears, below all that it does
 *     not; null if it bears none
 * @param upper relevant upper bound: the lowest load that the target does not bear; null if there
 *     is none
 * @param conditionalThroughput typically answered well at the lower bound, in the unit of the load;
 *     null without a lower bound
 * @param end why the search ended
 */
public record SearchResult(Integer lower, Integer upper, Double conditionalThroughput, End end) {
  /** Why a search ended. */
  public enum End {
    /** Both bounds are proven and as near as the goal asks. */
    FOUND("both bounds are proven"),
    /** The target bears the highest load allowed. */
    MOST_LOAD_BORNE("the target bears the highest load allowed"),
    /** The injector cannot make the next load. */
    INJECTOR_LIMITED("the injector cannot make a higher load"),
    /** The target does not bear the lowest load allowed. */
    NOTHING_BORNE("the target does not bear the lowest load allowed"),
    /** The allowed number of trials has been made. */
    OUT_OF_TRIALS("the allowed number of trials has been made"),
    /** It has not ended. */
    UNFINISHED("the search has not ended");

    private final String text;

    End(String text) {
      this.text = text;
    }

    /** A clause for people. */
    public String text() {
      return text;
    }
  }

  /** Whether the bounds hold as RFC 9971 requires it. */
  @JsonIgnore
  public boolean isRegular() {
    return end == End.FOUND;
  }
}
