package io.openmeet.loadtest.night;

import io.openmeet.loadtest.launch.Simulations;
import io.openmeet.loadtest.results.RunVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs the simulations of a night one after another, and repeats one that is INVALID once. */
public final class NightSuite {
  private static final int ATTEMPTS = 2;

  /** Makes runs. */
  @FunctionalInterface
  public interface Maker {
    /**
     * @param simulation class name with its package
     * @param output file for what the run prints; it is replaced
     * @throws IOException when the run cannot be started
     */
    NightRun run(String simulation, int attempt, Path output)
        throws IOException, InterruptedException;
  }

  /** Hears how the night goes on. */
  public interface Progress {
    void begins(String simulation, int attempt, Path output);

    void ended(NightRun run);
  }

  private final Nights nights;
  private final Maker maker;
  private final Progress progress;

  public NightSuite(Nights nights, Maker maker, Progress progress) {
    this.nights = nights;
    this.maker = maker;
    this.progress = progress;
  }

  /**
   * Makes the runs that the night still lacks; its file is up to date after each.
   *
   * @return the night with all its runs, without a conclusion
   * @throws IOException when a run cannot be started or the night's file cannot be written; the
   *     night can go on later
   */
  public Night run(Night begun) throws IOException, InterruptedException {
    Night night = begun;
    nights.write(night);
    for (String simulation : night.plan().simulations()) {
      while (isDue(night, simulation)) {
        int attempt = runsOf(night, simulation).size() + 1;
        Path output = output(night, simulation, attempt);
        progress.begins(simulation, attempt, output);
        NightRun run = maker.run(simulation, attempt, output);
        night = night.with(run);
        nights.write(night);
        progress.ended(run);
      }
    }
    return night;
  }

  private static boolean isDue(Night night, String simulation) {
    List<NightRun> made = runsOf(night, simulation);
    return made.isEmpty()
        || made.size() < ATTEMPTS && made.get(made.size() - 1).verdict() == RunVerdict.INVALID;
  }

  private static List<NightRun> runsOf(Night night, String simulation) {
    return night.runs().stream().filter(run -> run.simulation().equals(simulation)).toList();
  }

  private Path output(Night night, String simulation, int attempt) {
    String name = Simulations.simpleName(simulation);
    return nights.folder(night.id()).resolve("%s-%d.log".formatted(name, attempt));
  }
}
