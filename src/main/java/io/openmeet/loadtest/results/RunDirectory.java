package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run's folder: its log and its observations. Every result and report can be created again from
 * these two files, at any time and on any machine.
 */
public final class RunDirectory {
  /** Gatling writes this log and makes its report from it; later it contains only the window. */
  public static final String LOG = "simulation.log";

  /** The whole log, from the moment when {@link #LOG} contains only the window. */
  public static final String WHOLE_LOG = "simulation-whole.log";

  private RunDirectory() {}

  /** Whether the folder holds a log. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(log(folder));
  }

  /** The whole log. */
  public static Path log(Path folder) {
    Path whole = folder.resolve(WHOLE_LOG);
    return Files.isRegularFile(whole) ? whole : folder.resolve(LOG);
  }

  /**
   * Computes a run's result.
   *
   * @param folder that Gatling created for the run
   * @throws UnreadableLogException when the log contains no run
   * @throws IOException when a file cannot be read or is invalid; the message names it
   */
  public static RunResult read(Path folder) throws IOException {
    Path log = log(folder);
    Optional<Observations> observations = ObservationsFile.read(folder);
    return observations.isPresent()
        ? RunResult.of(LogAnalysis.read(log, observations.get()), observations.get())
        : RunResult.unjudged(LogAnalysis.read(log));
  }

  /**
   * A sentence that says why a run's log is not the one that the run wrote; empty when no
   * difference is known.
   *
   * @throws IOException as {@link #read}
   */
  public static Optional<String> objectionToLog(Path folder) throws IOException {
    LogSeal seal = ObservationsFile.read(folder).map(Observations::log).orElse(null);
    return seal == null ? Optional.empty() : seal.objectionTo(log(folder));
  }

  /**
   * Reduces {@link #LOG} to the measured window for Gatling's report, and keeps the whole log as
   * {@link #WHOLE_LOG}. A second call changes nothing.
   *
   * @param folder of a run whose log is whole
   * @throws IOException when the disk is full, for instance; nothing has changed then
   */
  public static void leaveTheWindowToGatling(Path folder, Observations observations)
      throws IOException {
    Path log = folder.resolve(LOG);
    Path whole = folder.resolve(WHOLE_LOG);
    if (Files.exists(whole)) {
      return;
    }
    Path cut = folder.resolve(LOG + ".window");
    WholeFile.write(cut, out -> WindowLog.write(log, out, observations));
    Files.move(log, whole);
    Files.move(cut, log);
  }
}
