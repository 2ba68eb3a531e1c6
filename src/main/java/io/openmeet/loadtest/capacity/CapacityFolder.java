package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.comparison.JsonFile;
import io.openmeet.loadtest.comparison.PlanFile;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a search: {@code plan.json}, and a folder for each trial, such as {@code
 * trials/04-3000-10s}, with the run, its output and, when it has ended, {@code results.json}. They
 * alone say what is done, so a search can go on after any interruption.
 */
public final class CapacityFolder {
  static final String OUTPUT = "injector.log";

  private static final String TRIALS = "trials";
  private static final String TRIAL_RUN = "trial";
  private static final String RESULTS = "results.json";
  private static final Pattern TRIAL =
      Pattern.compile("(?<number>[0-9]{2,})-(?<load>[0-9]+)-(?<seconds>[0-9]+)s");

  private final Path folder;
  private final PlanFile<CapacityPlan> file;

  public CapacityFolder(Path folder) {
    this.folder = folder.toAbsolutePath();
    this.file = new PlanFile<>(this.folder, CapacityPlan.class, "search", TRIAL_RUN);
  }

  /** Where the reports of the search are written too. */
  public Path path() {
    return folder;
  }

  /** The history of the search's runs; it is not the project's. */
  Path history() {
    return folder.resolve("history");
  }

  /** Whether a search was started here. */
  public boolean exists() {
    return file.exists();
  }

  /**
   * Writes the plan down without its secrets, if the search is new.
   *
   * @throws ConfigurationException when it was started with another plan
   * @throws IOException when the folder cannot be read or written
   */
  public void begin(CapacityPlan plan) throws IOException {
    file.begin(plan.withoutSecrets(), "remove the folder");
  }

  /**
   * The plan of a search that was started, without its secrets.
   *
   * @throws ConfigurationException when there is no such search
   * @throws IOException when the file cannot be read or is malformed; the message names it
   */
  public CapacityPlan plan() throws IOException {
    if (!exists()) {
      throw new ConfigurationException(
          "%s: expected a search, found no %s in it; start one with ci/loadtest capacity <simulation>."
              .formatted(folder, PlanFile.NAME));
    }
    return file.read();
  }

  /** The folder of a trial, counted from 1. */
  Path trial(int number, TrialInput input) {
    return folder
        .resolve(TRIALS)
        .resolve(String.format(Locale.ROOT, "%02d-%d-%ds", number, input.load(), input.seconds()));
  }

  /** Removes what an interrupted trial left. */
  void empty(Path trial) throws IOException {
    if (Files.isDirectory(trial)) {
      try (Stream<Path> files = Files.walk(trial)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(trial);
  }

  /** Keeps the result of a trial that has ended. From this moment, it is not repeated. */
  CapacityTrial keep(Path trial, Path results, CapacityPlan plan) throws IOException {
    WholeFile.write(trial.resolve(RESULTS), out -> Files.copy(results, out));
    return read(trial, plan);
  }

  /**
   * The trials that have ended, in the order of the search.
   *
   * @throws IOException when one cannot be read, or is missing among others
   */
  List<CapacityTrial> trials(CapacityPlan plan) throws IOException {
    List<CapacityTrial> ended = new ArrayList<>();
    for (Path trial : trialFolders()) {
      if (Files.exists(trial.resolve(RESULTS))) {
        requireNumber(trial, ended.size() + 1);
        ended.add(read(trial, plan));
      }
    }
    return ended;
  }

  private static void requireNumber(Path trial, int number) throws IOException {
    if (Integer.parseInt(name(trial).group("number")) != number) {
      throw new IOException(
          "%s: expected the folder of trial %d; restore it, or remove those after it, which are then repeated."
              .formatted(trial, number));
    }
  }

  private static CapacityTrial read(Path trial, CapacityPlan plan) throws IOException {
    Matcher name = name(trial);
    return CapacityTrial.of(
        TRIALS + "/" + trial.getFileName(),
        new TrialInput(
            Integer.parseInt(name.group("load")), Integer.parseInt(name.group("seconds"))),
        JsonFile.read(trial.resolve(RESULTS), RunResult.class, TRIAL_RUN),
        plan);
  }

  private static Matcher name(Path trial) {
    Matcher name = TRIAL.matcher(trial.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(trial + " is not the folder of a trial");
    }
    return name;
  }

  private List<Path> trialFolders() throws IOException {
    Path trials = folder.resolve(TRIALS);
    if (!Files.isDirectory(trials)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(trials)) {
      return folders
          .filter(folder -> TRIAL.matcher(folder.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  /** The last result; its environment describes the machine. */
  Optional<RunResult> lastResult() throws IOException {
    List<Path> ended =
        trialFolders().stream().filter(trial -> Files.exists(trial.resolve(RESULTS))).toList();
    return ended.isEmpty()
        ? Optional.empty()
        : Optional.of(
            JsonFile.read(
                ended.get(ended.size() - 1).resolve(RESULTS), RunResult.class, TRIAL_RUN));
  }
}
