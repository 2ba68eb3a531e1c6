package io.openmeet.loadtest.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the folder that Gatling created for this run. Gatling does not give its name to
 * simulations. The name consists of the simulation and its start time (RunMessage in gatling-core
 * 3.15.1: in UTC, because gatling.conf keeps {@code utcDateTime}).
 */
final class GatlingRunFolder {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT);

  private GatlingRunFolder() {}

  /**
   * @param results where the runs are
   * @param startedAtMs when this run was about to start, in milliseconds since the epoch
   * @return the first of the simulation's folders from then on
   */
  static Optional<Path> find(Path results, String simulation, long startedAtMs) throws IOException {
    String prefix = simulation.toLowerCase(Locale.ROOT) + "-";
    String earliest =
        prefix
            + TIMESTAMP.format(
                LocalDateTime.ofEpochSecond(
                    Math.floorDiv(startedAtMs, 1000),
                    (int) Math.floorMod(startedAtMs, 1000L) * 1_000_000,
                    ZoneOffset.UTC));
    try (Stream<Path> folders = Files.list(results)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(prefix))
          .filter(folder -> folder.getFileName().toString().compareTo(earliest) >= 0)
          .min(Comparator.comparing(folder -> folder.getFileName().toString()));
    }
  }
}
