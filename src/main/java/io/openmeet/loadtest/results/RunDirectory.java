package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run's folder: its log and its observations. Every result and report can be created again from
 * these two files, at any time and on any machine.
 *
 * <p>The folder of a merged run instead contains the folders of its injectors' runs, in {@link
 * #INJECTORS}, and everything is computed from their logs and observations. It has a log only for
 * Gatling's report.
 */
public final class RunDirectory {
  /** Gatling writes this log and makes its report from it; later it contains only the window. */
  public static final String LOG = "simulation.log";

  /** The whole log, from the moment when {@link #LOG} contains only the window. */
  public static final String WHOLE_LOG = "simulation-whole.log";

  /** In the folder of a merged run: a folder with the run of each injector. */
  public static final String INJECTORS = "injectors";

  private RunDirectory() {}

  /** Whether the folder holds a run. */
  public static boolean isIn(Path folder) {
    return isMerged(folder) || Files.isRegularFile(log(folder));
  }

  /** Whether the folder holds the runs of several injectors. */
  public static boolean isMerged(Path folder) {
    return Files.isDirectory(folder.resolve(INJECTORS));
  }

  /** The whole log; of a merged run, the log of its window. */
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
    Optional<RunParts> run = RunParts.in(folder);
    return run.isPresent()
        ? RunResult.of(LogAnalysis.read(run.get()), run.get())
        : RunResult.unjudged(LogAnalysis.read(log(folder)));
  }

  /**
   * What is known about a run besides its log; of a merged run, what its injectors observed as one.
   *
   * @return empty when only a log is there
   * @throws IOException as {@link #read}
   */
  public static Optional<Observations> observations(Path folder) throws IOException {
    return RunParts.in(folder).map(RunParts::together);
  }

  /**
   * A sentence that names a log, of the run or of one of its injectors, and says why it is not the
   * one that the run wrote; empty when no difference is known.
   *
   * @throws IOException as {@link #read}
   */
  public static Optional<String> objectionToLog(Path folder) throws IOException {
    for (RunPart part : RunParts.in(folder).map(RunParts::each).orElse(List.of())) {
      LogSeal seal = part.known().log();
      Optional<String> objection = seal == null ? Optional.empty() : seal.objectionTo(part.log());
      if (objection.isPresent()) {
        return objection.map(sentence -> "%s: %s".formatted(part.log(), sentence));
      }
    }
    return Optional.empty();
  }

  /**
   * Reduces {@link #LOG} to the measured window for Gatling's report, and keeps the whole log as
   * {@link #WHOLE_LOG}. For a merged run, writes the window of all its logs together. A second call
   * changes nothing.
   *
   * @param folder of a run whose log is whole
   * @throws IOException when the disk is full, for instance; nothing has changed then
   */
  public static void leaveTheWindowToGatling(Path folder, Observations observations)
      throws IOException {
    Path log = folder.resolve(LOG);
    Path whole = folder.resolve(WHOLE_LOG);
    if (Files.exists(isMerged(folder) ? log : whole)) {
      return;
    }
    if (isMerged(folder)) {
      RunLogs logs = RunParts.in(folder).orElseThrow().logs();
      WholeFile.write(log, out -> WindowLog.write(logs, out, observations));
      return;
    }
    Path cut = folder.resolve(LOG + ".window");
    WholeFile.write(cut, out -> WindowLog.write(new RunLogs(List.of(log)), out, observations));
    Files.move(log, whole);
    Files.move(cut, log);
  }
}
