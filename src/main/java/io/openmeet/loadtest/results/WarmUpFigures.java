package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.openmeet.loadtest.statistics.Required;
import java.util.List;
import java.util.Locale;

/**
 * The load before the measured window.
 *
 * @param seconds from the first request until the load was complete and steady, and until the
 *     agreed instant of the window was near
 * @param outcome why it ended
 * @param moving texts about what was not steady or complete; empty when everything was
 */
public record WarmUpFigures(double seconds, Outcome outcome, List<String> moving) {
  /** Why a warm-up ended. */
  public enum Outcome {
    /** All figures were steady, and all users had come. */
    STEADY,
    /** It lasted as long as allowed (-Dwarmup.max). */
    BOUND;

    @JsonValue
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Outcome of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  public WarmUpFigures {
    Required.that(seconds >= 0 && Double.isFinite(seconds), "warmUp.seconds", "0 or more", seconds);
    Required.that(outcome != null, "warmUp.outcome", "steady or bound", null);
    moving = moving == null ? List.of() : List.copyOf(moving);
  }

  /** The warm-up as text. */
  public String text() {
    String notSteady = String.join(", ", moving);
    if (outcome == Outcome.BOUND) {
      return String.format(
          Locale.ROOT, "%.1f s, the longest allowed; still moving: %s", seconds, notSteady);
    }
    return String.format(Locale.ROOT, "%.1f s, until all was steady", seconds)
        + (moving.isEmpty() ? "" : "; " + notSteady);
  }
}
