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
  /** Written by Gatling, and what its report is made of; in the end, of the window alone. */
  public static final String LOG = "simulation.log";

  /** All that Gatling logged, once {@link #LOG} is of the window alone. */
  public static final String WHOLE_LOG = "simulation-whole.log";

  private RecordedRun() {}

  /** Whether the folder holds a log. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(log(folder));
  }

  /** All that was logged. */
  public static Path log(Path folder) {
    Path whole = folder.resolve(WHOLE_LOG);
    return Files.isRegularFile(whole) ? whole : folder.resolve(LOG);
  }

  /**
   * Works out a run's result.
   *
   * @param folder that Gatling made for the run
   * @throws UnreadableLogException when there is no run to be told from the log
   * @throws IOException when a file cannot be read or understood; the message says which
   */
  public static RunResult read(Path folder) throws IOException {
    Path log = log(folder);
    Optional<Observations> observations = ObservationsFile.read(folder);
    return observations.isPresent()
        ? RunResult.of(LoggedRun.read(log, observations.get()), observations.get())
        : RunResult.unjudged(LoggedRun.read(log));
  }

  /**
   * Why a run's log is not the one that was written, in a sentence; empty when it is, as far as is
   * known.
   *
   * @throws IOException as {@link #read}
   */
  public static Optional<String> objectionToLog(Path folder) throws IOException {
    Optional<Observations> observations = ObservationsFile.read(folder);
    return observations.isPresent()
        ? Optional.ofNullable(LoggedRun.read(log(folder), observations.get()).objection())
        : Optional.empty();
  }

  /**
   * Leaves Gatling's report the measured window alone; all that was logged is kept beside it. Once
   * done, it changes nothing.
   *
   * @param folder of a run whose log is whole
   * @throws IOException when there is no room for it; nothing has changed then
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
