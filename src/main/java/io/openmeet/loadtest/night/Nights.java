package io.openmeet.loadtest.night;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All nights of a folder of results: each has a folder in {@code nights/}.
 *
 * @param results the folder that also has the runs
 */
public record Nights(Path results) {
  public static final String FOLDER = "nights";

  private static final String FILE = "night.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A night's file is some kilobytes; a larger one is not ours. */
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  /** The folder of a night. */
  public Path folder(String id) {
    return results.resolve(FOLDER).resolve(id);
  }

  /** The nights whose files can be read, in the order of their starts. */
  public List<Night> all() throws IOException {
    Path folder = results.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Night> nights = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path night : folders.toList()) {
        read(night).ifPresent(nights::add);
      }
    }
    nights.sort(Comparator.comparing(Night::startedAt).thenComparing(Night::id));
    return nights;
  }

  /** A damaged file costs only its own night. One in a folder of another name is a copy. */
  private static Optional<Night> read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      Night night = JSON.readValue(Files.readAllBytes(file), Night.class);
      return Optional.ofNullable(night)
          .filter(read -> folder.getFileName().toString().equals(read.id()))
          .filter(read -> read.plan() != null && isInstant(read.startedAt()));
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  private static boolean isInstant(String text) {
    try {
      return text != null && Instant.parse(text) != null;
    } catch (DateTimeParseException damaged) {
      return false;
    }
  }

  /** Writes the night's file, whole or not at all. */
  void write(Night night) throws IOException {
    Files.createDirectories(folder(night.id()));
    WholeFile.write(
        folder(night.id()).resolve(FILE),
        out -> {
          out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(night));
          out.write("\n".getBytes(StandardCharsets.UTF_8));
        });
  }
}
