package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.comparison.FolderLock;
import io.openmeet.loadtest.comparison.ScheduledRun;
import io.openmeet.loadtest.comparison.Side;
import io.openmeet.loadtest.performance.ClientStudy.PairedVisits;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets a person visit the web client with both tunings, in pairs; visits that are in the study's
 * folder are not made again.
 */
public final class ClientMeasurement {
  private static final String FOLDER = "client";
  private static final String RESULT = "visits.json";

  private final int pairs;
  private final Path folder;
  private final Visitor visitor;
  private final Consumer<String> progress;

  /** Makes visits. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param result file to write
     * @param log file for the output of what makes them; it is replaced
     * @throws IOException when there is no result; the message is for users
     */
    void visit(Tuning tuning, Path result, Path log) throws IOException, InterruptedException;
  }

  /**
   * @param pairs 1 or more
   * @param folder of the study; it is created if needed
   * @param progress receives a line when visits begin and when they end
   */
  public ClientMeasurement(int pairs, Path folder, Visitor visitor, Consumer<String> progress) {
    this.pairs = pairs;
    this.folder = folder.resolve(FOLDER);
    this.visitor = visitor;
    this.progress = progress;
  }

  /**
   * @throws ConfigurationException when another process makes these visits
   * @throws IOException when visits have no result; the study can then go on
   */
  public ClientStudy run() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return FolderLock.hold(folder, "makes these visits", this::study);
  }

  private ClientStudy study() throws IOException, InterruptedException {
    List<PairedVisits> runs = new ArrayList<>();
    for (ScheduledRun run : ScheduledRun.of(pairs)) {
      runs.add(new PairedVisits(run.pair(), run.side(), visits(run)));
    }
    return ClientStudy.of(runs);
  }

  private ClientVisits visits(ScheduledRun run) throws IOException, InterruptedException {
    Path result = folder.resolve(run.folder()).resolve(RESULT);
    if (!Files.exists(result)) {
      Tuning tuning = run.side() == Side.A ? Tuning.BASELINE : Tuning.OPTIMIZED;
      Path log = Files.createDirectories(result.getParent()).resolve("visits.log");
      progress.accept("client %s: %s".formatted(run.folder(), tuning.label()));
      visitor.visit(tuning, result, log);
    }
    return ClientVisits.read(result);
  }
}
