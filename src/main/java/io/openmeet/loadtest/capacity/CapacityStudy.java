package io.openmeet.loadtest.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.openmeet.loadtest.capacity.SearchResult.End;
import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.RunResult;
import java.util.List;
import java.util.OptionalInt;

/**
 * A search with all that it found: the content of {@code capacity.json}. Ratios go from 0 to 1,
 * loads are in the unit of the plan, other units are in the names.
 *
 * @param name of the search and of its folder
 * @param target its address in the last trial
 * @param environment of the last trial
 * @param injector the injector's own limit, found against a server that does nothing; null when it
 *     was not measured
 * @param result of the search alone
 * @param conclusion what the search says about the target
 * @param knee load with the highest power; null when too few loads were tried
 * @param points the loads, the lowest first
 * @param trials in the order of the search
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CapacityStudy(
    int schemaVersion,
    String name,
    CapacityPlan plan,
    String target,
    RunEnvironment environment,
    SearchResult injector,
    SearchResult result,
    Conclusion conclusion,
    Integer knee,
    List<LoadPoint> points,
    List<CapacityTrial> trials) {
  public static final int SCHEMA_VERSION = 1;

  /** What a search says about the target. */
  public enum Conclusion {
    /** The capacity is between the bounds. */
    FOUND,
    /** It is at least the lower bound, if there is one: the injector cannot make more. */
    INJECTOR_LIMITED,
    /** It is at least the lower bound: more was not tried. */
    MOST_LOAD_BORNE,
    /** It is below the lowest load tried. */
    NOTHING_BORNE,
    /** The trials do not suffice to say. */
    UNFINISHED
  }

  public CapacityStudy {
    points = List.copyOf(points);
    trials = List.copyOf(trials);
  }

  /**
   * @param last result of the last trial
   * @param injector null when it was not measured
   */
  static CapacityStudy of(
      String name,
      CapacityPlan plan,
      List<CapacityTrial> trials,
      RunResult last,
      SearchResult injector) {
    SearchResult result = plan.search().result(CapacityMeasurement.measured(trials));
    List<LoadPoint> points = LoadPoint.of(trials, plan.search().goal());
    OptionalInt knee = Knee.of(points);
    return new CapacityStudy(
        SCHEMA_VERSION,
        name,
        plan.withoutSecrets(),
        last.identity().target(),
        last.environment(),
        injector,
        result,
        conclusion(result, injector, plan.search().most()),
        knee.isPresent() ? (Integer) knee.getAsInt() : null,
        points,
        trials);
  }

  private static Conclusion conclusion(SearchResult result, SearchResult injector, int most) {
    Integer injectorsMost = injector == null ? null : injector.lower();
    return switch (result.end()) {
      case FOUND ->
          injectorsMost != null && result.upper() >= injectorsMost
              ? Conclusion.INJECTOR_LIMITED
              : Conclusion.FOUND;
      case INJECTOR_LIMITED -> Conclusion.INJECTOR_LIMITED;
      case MOST_LOAD_BORNE ->
          injectorsMost != null && most >= injectorsMost
              ? Conclusion.INJECTOR_LIMITED
              : Conclusion.MOST_LOAD_BORNE;
      case NOTHING_BORNE -> Conclusion.NOTHING_BORNE;
      case OUT_OF_TRIALS, UNFINISHED -> Conclusion.UNFINISHED;
    };
  }

  /** Whether both bounds hold, as RFC 9971 requires it of a regular result. */
  public boolean isRegular() {
    return conclusion == Conclusion.FOUND;
  }

  /** The last trial that showed why the target does not bear its upper bound; null without one. */
  public CapacityTrial failing() {
    return last(result.upper(), Outcome.BAD);
  }

  /** The last trial in which the injector could not make the load; null without one. */
  public CapacityTrial invalid() {
    return result.end() == End.INJECTOR_LIMITED
        ? trials.stream()
            .filter(trial -> trial.trial().outcome() == Outcome.INVALID)
            .filter(trial -> result.lower() == null || trial.trial().load() > result.lower())
            .min((a, b) -> Integer.compare(a.trial().load(), b.trial().load()))
            .orElse(null)
        : null;
  }

  private CapacityTrial last(Integer load, Outcome outcome) {
    return trials.stream()
        .filter(trial -> load != null && trial.trial().load() == load)
        .filter(trial -> trial.trial().outcome() == outcome)
        .reduce((first, second) -> second)
        .orElse(null);
  }
}
