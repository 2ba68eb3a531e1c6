package io.openmeet.loadtest.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.statistics.Required;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a run that the performance report shows.
 *
 * @param name of the run's folder in the study's folder
 * @param startedAt in UTC
 * @param reason why the verdict is not PASS; null for PASS
 * @param gitCommit null if unknown
 * @param requestsPerSecond answered in the window
 * @param slas service levels of the simulation
 * @param perRequest measured use for each request, in the unit of {@link Resource#metric}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MeasuredRun(
    String name,
    String simulation,
    String startedAt,
    RunVerdict verdict,
    String reason,
    String gitCommit,
    double requestsPerSecond,
    List<SlaResult> slas,
    Map<Resource, Double> perRequest) {
  public MeasuredRun {
    Required.that(name != null && !name.isBlank(), "name", "the name of a run", name);
    Required.that(verdict != null, name + ": verdict", "a verdict", null);
    slas = List.copyOf(slas);
    Map<Resource, Double> sorted = new EnumMap<>(Resource.class); // files list it in this order
    sorted.putAll(perRequest);
    perRequest = Collections.unmodifiableMap(sorted);
  }

  public static MeasuredRun of(String name, RunResult result) {
    return new MeasuredRun(
        name,
        result.identity().simulation(),
        result.identity().startedAt(),
        result.outcome().verdict(),
        result.outcome().reasons().stream().findFirst().orElse(null),
        result.environment() == null ? null : result.environment().gitCommit(),
        result.figures().totals().rps(),
        result.outcome().slas(),
        use(result.figures().work()));
  }

  static Map<Resource, Double> use(List<WorkFigure> work) {
    Map<Resource, Double> use = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      resource
          .metric()
          .map(metric -> WorkFigure.sum(work, metric))
          .ifPresent(sum -> sum.ifPresent(perRequest -> use.put(resource, perRequest)));
    }
    return use;
  }

  public Optional<SlaResult> level(String id) {
    return slas.stream().filter(level -> level.id().equals(id)).findFirst();
  }
}
