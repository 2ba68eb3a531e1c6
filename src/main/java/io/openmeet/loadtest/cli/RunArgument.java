package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The run that a command reads. */
final class RunArgument {
  /** The folder of all runs of {@code mvn gatling:test}; ci/loadtest sets the property. */
  static final Path RESULTS = Path.of(System.getProperty("loadtest.results", "target/gatling"));

  @Parameters(
      index = "0",
      paramLabel = "<run>",
      description = {
        "The run's folder, the log in it, or the folder's name below target/gatling.",
        "It contains simulation.log and, if this kit made the run, observations.json."
      })
  private Path run;

  /**
   * @throws ConfigurationException when there is no log
   */
  Path folder() {
    return folder(run);
  }

  /**
   * The folder of a run that a user names in one of these ways.
   *
   * @throws ConfigurationException when there is no log
   */
  static Path folder(Path run) {
    Path folder = Files.exists(run) ? run : RESULTS.resolve(run);
    if ((folder.endsWith(RunDirectory.LOG) || folder.endsWith(RunDirectory.WHOLE_LOG))
        && Files.isRegularFile(folder)) {
      folder = folder.toAbsolutePath().getParent();
    }
    if (!Files.isDirectory(folder)) {
      throw new ConfigurationException(
          "%s: expected the folder of a run, found no such folder here or in %s."
              .formatted(run, RESULTS));
    }
    if (!RunDirectory.isIn(folder)) {
      throw new ConfigurationException(
          "%s: expected a %s in the folder, found none; name the folder that Gatling made for the run."
              .formatted(run, RunDirectory.LOG));
    }
    return folder;
  }
}
