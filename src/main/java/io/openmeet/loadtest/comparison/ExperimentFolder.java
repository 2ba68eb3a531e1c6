package io.openmeet.loadtest.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of an experiment: {@code plan.json}, and a folder for each run, with {@code maven.log}
 * and, when the run has ended, {@code results.json}. They alone say what is done, so an experiment
 * can go on after any interruption.
 */
public final class ExperimentFolder {
  private static final String PLAN = "plan.json";
  private static final String RESULTS = "results.json";
  private static final String LOG = "maven.log";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  private final Path folder;

  public ExperimentFolder(Path folder) {
    this.folder = folder;
  }

  /** Where the reports of the experiment are written too. */
  public Path path() {
    return folder;
  }

  /** The history of the experiment's runs; it is not the project's. */
  Path history() {
    return folder.resolve("history");
  }

  /**
   * Writes the plan down, if the experiment is new.
   *
   * @throws ConfigurationException when it was started with another plan
   * @throws IOException when the folder cannot be read or written
   */
  public void begin(ExperimentPlan plan) throws IOException {
    if (Files.exists(folder.resolve(PLAN))) {
      ExperimentPlan started = plan();
      if (!started.equals(plan)) {
        throw new ConfigurationException(
            "%s: this experiment was started with another plan: %s. Its plan cannot change; give another --name, or continue it with --resume %s."
                .formatted(folder, differences(started, plan), plan.name()));
      }
      return;
    }
    Files.createDirectories(folder);
    WholeFile.write(
        folder.resolve(PLAN),
        out -> {
          out.write(PRETTY.writeValueAsBytes(plan));
          out.write("\n".getBytes(StandardCharsets.UTF_8));
        });
  }

  private static String differences(ExperimentPlan started, ExperimentPlan asked) {
    List<String> differences = new ArrayList<>();
    JsonNode now = JSON.valueToTree(asked);
    for (Map.Entry<String, JsonNode> field : JSON.valueToTree(started).properties()) {
      JsonNode value = now.get(field.getKey());
      if (!field.getValue().equals(value)) {
        differences.add(
            "%s was %s and is now %s".formatted(field.getKey(), field.getValue(), value));
      }
    }
    return String.join("; ", differences);
  }

  /**
   * The plan of an experiment that was started.
   *
   * @throws ConfigurationException when there is no such experiment
   * @throws IOException when the file cannot be read or is malformed; the message names it
   */
  public ExperimentPlan plan() throws IOException {
    if (!Files.exists(folder.resolve(PLAN))) {
      throw new ConfigurationException(
          "%s: expected an experiment, found no %s in it; start one with --a and --b."
              .formatted(folder, PLAN));
    }
    return read(folder.resolve(PLAN), ExperimentPlan.class);
  }

  /** The folder of a run, which is created if needed. */
  Path runFolder(ScheduledRun run) throws IOException {
    return Files.createDirectories(folder.resolve(run.folder()));
  }

  /** The output of Maven in a run. */
  Path log(ScheduledRun run) throws IOException {
    return runFolder(run).resolve(LOG);
  }

  /** Keeps the result of a run that has ended. From this moment, the run is not repeated. */
  void keep(ScheduledRun run, Path gatlingRun) throws IOException {
    Path results = gatlingRun.resolve(RESULTS);
    if (!Files.isRegularFile(results)) {
      throw new IOException("%s: expected a file, found none.".formatted(results));
    }
    WholeFile.write(runFolder(run).resolve(RESULTS), out -> Files.copy(results, out));
  }

  /** Empty when the run has not ended. */
  Optional<ExperimentRun> run(ScheduledRun run) throws IOException {
    Path results = folder.resolve(run.folder()).resolve(RESULTS);
    return Files.exists(results)
        ? Optional.of(
            new ExperimentRun(run.pair(), run.side(), run.folder(), read(results, RunResult.class)))
        : Optional.empty();
  }

  /** The runs that have ended, in the order of the schedule. */
  List<ExperimentRun> runs(ExperimentPlan plan) throws IOException {
    List<ExperimentRun> runs = new ArrayList<>();
    for (ScheduledRun scheduled : ScheduledRun.of(plan)) {
      run(scheduled).ifPresent(runs::add);
    }
    return runs;
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      T content = JSON.readValue(Files.readAllBytes(file), type);
      if (content != null) {
        return content;
      }
    } catch (JsonProcessingException malformed) {
      throw new IOException(
          "%s: is malformed: %s. Restore it, or remove it, and then the run is repeated."
              .formatted(file, firstLine(malformed.getOriginalMessage())),
          malformed);
    }
    throw new IOException("%s: expected {...}, found null.".formatted(file));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
