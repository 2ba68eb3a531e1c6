package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run's folder: its log, and what was observed beside it. From these two files every result and
 * report can be made again, at any time and on any machine.
 */
public final class RecordedRun {
  /** Written by Gatling. */
  public static final String LOG = "simulation.log";

  private RecordedRun() {}

  /** Whether the folder holds a log. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(LOG));
  }

  /**
   * Works out a run's result.
   *
   * @param folder that Gatling made for the run
   * @throws UnreadableLogException when there is no run to be told from the log
   * @throws IOException when a file cannot be read or understood; the message says which
   */
  public static RunResult read(Path folder) throws IOException {
    Path log = folder.resolve(LOG);
    Optional<Observations> observations = ObservationsFile.read(folder);
    if (observations.isPresent()) {
      Observations known = observations.get();
      return RunResult.of(LoggedRun.read(log, known.window(), known.plan()), known);
    }
    Window everything = LogSummary.read(log).everything();
    return RunResult.unjudged(LoggedRun.read(log, everything, null));
  }
}
