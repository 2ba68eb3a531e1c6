package io.openmeet.loadtest.performance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.comparison.LoadRun;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The single runs of a study, each in a folder of its own. A run whose results.json is there is not
 * made again, so a study goes on where it was stopped.
 */
final class StudyRuns {
  private static final String RESULTS = "results.json";
  private static final String AGAIN = "-again";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final LoadRun.Maker maker;
  private final Consumer<String> progress;

  /**
   * @param folder of the study
   * @param progress receives a line when a run begins and when it ends
   */
  StudyRuns(Path folder, LoadRun.Maker maker, Consumer<String> progress) {
    this.folder = folder;
    this.maker = maker;
    this.progress = progress;
  }

  /** A run with the profile of full load. */
  record Kind(String simulation, Tuning tuning, Map<String, String> environment) {}

  /**
   * Makes a run, and once more if it is INVALID: it shows nothing, and a short disturbance of the
   * machine may be the cause.
   */
  List<RunResult> untilValid(String name, Kind kind) throws IOException, InterruptedException {
    RunResult first = run(name, kind);
    return first.outcome().verdict() == RunVerdict.INVALID
        ? List.of(first, run(name + AGAIN, kind))
        : List.of(first);
  }

  /** The name of the run in a list of {@link #untilValid}. */
  static String name(String name, int index) {
    return index == 0 ? name : name + AGAIN;
  }

  /** Makes a run, unless its result is there. */
  RunResult run(String name, Kind kind) throws IOException, InterruptedException {
    Path results = folder.resolve(name).resolve(RESULTS);
    if (!Files.exists(results)) {
      make(name, kind, results);
    }
    return read(results);
  }

  private void make(String name, Kind kind, Path results) throws IOException, InterruptedException {
    Path log = Files.createDirectories(results.getParent()).resolve("maven.log");
    progress.accept("%s: running; Maven's output is in %s".formatted(name, log));
    Path made =
        maker.make(
            new LoadRun(
                kind.simulation(),
                StudyPlan.FULL_LOAD_PROFILE,
                folder.resolve("history").toAbsolutePath(),
                List.of(kind.tuning().option()),
                kind.environment(),
                log));
    WholeFile.write(results, out -> Files.copy(made.resolve(RESULTS), out));
    progress.accept(name + ": " + text(read(results)));
  }

  static String text(RunResult result) {
    return String.format(
        Locale.ROOT,
        "%s, %.0f requests/s, P95 %s ms",
        result.outcome().verdict(),
        result.figures().totals().rps(),
        result.figures().totals().times().p95Ms());
  }

  private static RunResult read(Path results) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(results), RunResult.class);
    } catch (JsonProcessingException malformed) {
      throw new IOException(
          "%s: is malformed: %s. Remove it, and then the run is repeated."
              .formatted(results, malformed.getOriginalMessage()),
          malformed);
    }
  }
}
