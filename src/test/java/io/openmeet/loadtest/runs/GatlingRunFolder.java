package io.openmeet.loadtest.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the folder that Gatling created for this run. Gatling does not give its name to
 * simulations. The name consists of the simulation and its start time (RunMessage in gatling-core
 * 3.15.1). It is the first one that was not there before: times do not help, because a machine's
 * clock may be set while the run begins.
 */
final class GatlingRunFolder {
  private final Path results;
  private final Pattern name;
  private final Set<Path> before;

  private GatlingRunFolder(Path results, String simulation) throws IOException {
    this.results = results;
    this.name = Pattern.compile(Pattern.quote(simulation.toLowerCase(Locale.ROOT)) + "-\\d+");
    this.before = Files.isDirectory(results) ? all() : Set.of();
  }

  /**
   * Must be called right before the load begins, which is when Gatling creates the folder.
   *
   * @param results where the runs are
   */
  static GatlingRunFolder ofTheNextRun(Path results, String simulation) {
    try {
      return new GatlingRunFolder(results, simulation);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The first of the simulation's new folders; empty when Gatling has not yet created it. */
  Optional<Path> find() throws IOException {
    return all().stream()
        .filter(folder -> !before.contains(folder))
        .min(Comparator.comparing(Path::toString));
  }

  private Set<Path> all() throws IOException {
    try (Stream<Path> folders = Files.list(results)) {
      return folders
          .filter(folder -> name.matcher(folder.getFileName().toString()).matches())
          .collect(Collectors.toSet());
    }
  }
}
