package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.launch.InjectorCommand;
import io.openmeet.loadtest.launch.InjectorProcess;
import io.openmeet.loadtest.launch.InjectorRun;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.settings.PropertyGroup;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes each trial as a whole run of the simulation, in its own JVM. */
final class TrialRuns implements CapacityMeasurement.Runner {
  private static final String RUN = "run";
  private static final String RESULTS = "results.json";

  /** Start, sign-in, growth and reports: far more than they need. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /** Unless the plan says otherwise: a page and Gatling's report of each trial only take time. */
  private static final Map<String, String> USUAL =
      Map.of(Property.METRICS_PORT.key(), "off", "gatling.noReports", "true");

  private final CapacityPlan plan;
  private final Map<String, String> properties;
  private final InjectorCommand command;

  /**
   * @param properties of each run that are not in the plan, such as the address of a server that
   *     was started for the search; they win over those of the plan
   */
  TrialRuns(CapacityPlan plan, Map<String, String> properties, InjectorCommand command) {
    this.plan = plan;
    this.properties = Map.copyOf(properties);
    this.command = command;
  }

  @Override
  public Path run(TrialInput input, Path trial) throws IOException, InterruptedException {
    Map<String, String> all = new TreeMap<>(USUAL);
    all.putAll(plan.propertiesOf(input));
    // The server is already there.
    all.keySet().removeIf(key -> key.startsWith(PropertyGroup.REFERENCE.prefix()));
    all.putAll(properties);
    Path output = trial.resolve(CapacityFolder.OUTPUT);
    InjectorRun run = new InjectorRun(plan.simulation(), all, trial.resolve(RUN));
    try (InjectorProcess injector =
        InjectorProcess.start(run, command, Redirect.to(output.toFile()))) {
      Duration longest = longest(input, all);
      if (!injector.waitFor(longest)) {
        throw new IOException(
            "The trial did not end within %d s and was ended; its output is in %s. The same command repeats it."
                .formatted(longest.toSeconds(), output));
      }
      int code = injector.waitFor();
      Optional<Path> results = injector.folder().map(folder -> folder.resolve(RESULTS));
      if (results.isEmpty() || !Files.exists(results.get())) {
        throw new IOException(
            "The trial ended with exit code %d and without a result: %s. Its output is in %s."
                .formatted(
                    code,
                    String.join(" ", injector.lastLines(3)).replaceFirst("\\.$", ""),
                    output));
      }
      return results.get();
    }
  }

  private static Duration longest(TrialInput input, Map<String, String> properties) {
    Property warmUp = Property.WARMUP_MAX;
    return GRACE
        .plusSeconds(Long.parseLong(properties.getOrDefault(warmUp.key(), warmUp.defaultText())))
        .plusSeconds(input.seconds());
  }
}
