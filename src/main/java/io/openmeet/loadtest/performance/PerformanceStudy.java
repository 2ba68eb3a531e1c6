package io.openmeet.loadtest.performance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.statistics.Required;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All measurements of a performance report: the content of {@code study.json}, from which the
 * report can be written again.
 *
 * @param environment of the machine that made the runs
 * @param fullLoad optimized at full load; an INVALID run may have been repeated
 * @param experiment baseline against optimized, at a load that both hold
 * @param client null when the web client was not measured
 */
public record PerformanceStudy(
    int schemaVersion,
    RunEnvironment environment,
    List<MeasuredRun> fullLoad,
    ComparedTunings experiment,
    TuningRates baseline,
    TuningRates optimized,
    ClientStudy client) {
  public static final int SCHEMA_VERSION = 2;

  /** In the folder of the report. */
  public static final String NAME = "study.json";

  public PerformanceStudy {
    Required.that(
        schemaVersion == SCHEMA_VERSION,
        "schemaVersion",
        SCHEMA_VERSION + " (of this version of the project)",
        schemaVersion);
    Required.that(environment != null, "environment", "{...}", null);
    Required.that(experiment != null, "experiment", "{...}", null);
    Required.that(baseline != null, "baseline", "{...}", null);
    Required.that(optimized != null, "optimized", "{...}", null);
    fullLoad = List.copyOf(fullLoad);
  }

  /**
   * @throws ConfigurationException when the file is missing or malformed; the message names the key
   */
  public static PerformanceStudy read(Path file) throws IOException {
    return StudyJson.read(
        file, PerformanceStudy.class, "make it with ci/loadtest performance-report");
  }

  /** The same measurements of the API, with others of the web client. */
  public PerformanceStudy with(ClientStudy other) {
    return new PerformanceStudy(
        schemaVersion, environment, fullLoad, experiment, baseline, optimized, other);
  }

  public void write(Path file) throws IOException {
    StudyJson.write(this, file);
  }

  /** The last run of a simulation at full load; a valid one before any that is INVALID. */
  public Optional<MeasuredRun> fullLoad(String simulation) {
    List<MeasuredRun> all =
        fullLoad.stream().filter(run -> run.simulation().equals(simulation)).toList();
    return all.stream()
        .filter(run -> run.verdict() != RunVerdict.INVALID)
        .reduce((first, second) -> second)
        .or(() -> all.stream().reduce((first, second) -> second));
  }

  /** The runs of the API, in the order of their starts. */
  @JsonIgnore
  public List<MeasuredRun> runs() {
    return Stream.of(
            fullLoad.stream(),
            experiment.runs().stream().map(ComparedTunings.PairedRun::run),
            baseline.trials().stream().map(RateTrial::run),
            optimized.trials().stream().map(RateTrial::run))
        .flatMap(runs -> runs)
        .sorted(Comparator.comparing(MeasuredRun::startedAt))
        .toList();
  }

  public TuningRates rates(Tuning tuning) {
    return tuning == Tuning.BASELINE ? baseline : optimized;
  }

  /** What a month costs with a tuning, by the use at the highest rate that it holds. */
  public MonthlyCost cost(Tuning tuning, CostBook book) {
    return MonthlyCost.of(
        book, rates(tuning).highest().map(trial -> trial.run().perRequest()).orElse(Map.of()));
  }
}
