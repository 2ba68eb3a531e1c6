package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * The load before the measured window.
 *
 * @param seconds from the first request until the load was whole and steady
 * @param outcome why it ended
 * @param moving what was not steady or not whole, in words; empty when all was
 */
public record WarmUpFigures(double seconds, Outcome outcome, List<String> moving) {
  /** Why a warm-up ended. */
  public enum Outcome {
    /** Nothing moved any more, and nobody came any more. */
    STEADY,
    /** It lasted as long as it may (-Dwarmup.max). */
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

  /** For people. */
  public String text() {
    String missing = moving.isEmpty() ? "" : "; " + String.join(", ", moving);
    return outcome == Outcome.STEADY
        ? String.format(Locale.ROOT, "%.1f s, until all was steady%s", seconds, missing)
        : String.format(
            Locale.ROOT,
            "%.1f s, the most it may last; still moving: %s",
            seconds,
            String.join(", ", moving));
  }

  public WarmUpFigures {
    Required.that(seconds >= 0 && Double.isFinite(seconds), "warmUp.seconds", "0 or more", seconds);
    Required.that(outcome != null, "warmUp.outcome", "steady or bound", null);
    moving = moving == null ? List.of() : List.copyOf(moving);
  }
}
