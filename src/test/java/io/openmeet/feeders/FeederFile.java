package io.openmeet.feeders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a feeder file is read from: an environment variable that holds its text, the folder of
 * {@code -Dfeeders}, or {@code feeders/} in the project, which is on the class path. So real
 * accounts need not be in git.
 *
 * @param shown for people: the file or the variable
 * @param bytes its content
 */
record FeederFile(String shown, byte[] bytes) {
  static final String FOLDER = "feeders";

  /** Before the file's name, as in {@code LOADTEST_FEEDER_MEETING_TYPES}. */
  private static final String VARIABLE = "LOADTEST_FEEDER_";

  /** Several times the largest that anybody needs; a file of gigabytes is a mistake. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  /**
   * @param file in the project, such as {@code feeders/users.csv}
   * @throws FeederException when there is no such file, or it cannot be read
   */
  static FeederFile find(String file) {
    return find(file, System.getenv(), Optional.ofNullable(System.getProperty(FOLDER)));
  }

  static FeederFile find(String file, Map<String, String> environment, Optional<String> folder) {
    String variable = variable(file);
    String text = environment.get(variable);
    if (text != null && !text.isBlank()) {
      return new FeederFile("$" + variable, text.getBytes(StandardCharsets.UTF_8));
    }
    return folder.isPresent() ? inFolder(Path.of(folder.get()), name(file)) : inProject(file);
  }

  private static FeederFile inFolder(Path folder, String name) {
    if (!Files.isDirectory(folder)) {
      throw new FeederException(
          "-Dfeeders=%s: expected a folder with feeder files, found none; correct the path."
              .formatted(folder));
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new FeederException(
          "-Dfeeders=%s: expected a file %s, found none; copy it from the project's feeders/, and change what is needed."
              .formatted(folder, name));
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new FeederException(
            "%s: expected %d MB at most, found %d; use fewer rows."
                .formatted(file, MOST_BYTES >> 20, Files.size(file) >> 20));
      }
      return new FeederFile(file.toString(), Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new FeederException(
          "%s: cannot be read: %s.".formatted(file, unreadable.getMessage()), unreadable);
    }
  }

  private static FeederFile inProject(String file) {
    try (InputStream in = FeederFile.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new FeederException(
            "%s: no such file; it belongs at the top of the project.".formatted(file));
      }
      return new FeederFile(file, in.readAllBytes());
    } catch (IOException unreadable) {
      throw new FeederException(
          "%s: cannot be read: %s.".formatted(file, unreadable.getMessage()), unreadable);
    }
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** {@code LOADTEST_FEEDER_MEETING_TYPES} for {@code feeders/meeting-types.csv}. */
  static String variable(String file) {
    return VARIABLE
        + name(file)
            .replaceFirst("\\.csv$", "")
            .replaceAll("[^A-Za-z0-9]", "_")
            .toUpperCase(Locale.ROOT);
  }
}
