package io.openmeet.loadtest.results;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the folder of a merged run: in its folder {@value RunDirectory#INJECTORS} are the whole run
 * folders of the injectors. {@link RunDirectory} reads it as one run.
 */
public final class MergedRunFolder {
  private MergedRunFolder() {}

  /**
   * Puts the runs of the injectors into a new folder. They share their files with it where the file
   * system can do that, and are copied elsewhere.
   *
   * @param runs folders of runs, 1 or more; whether they belong together is found when the merged
   *     run is read
   * @param merged does not exist, or is empty
   * @throws ConfigurationException when the folder is not empty, or is in one of the runs
   */
  public static void make(List<Path> runs, Path merged) throws IOException {
    if (Files.exists(merged) && !isEmptyFolder(merged)) {
      throw new ConfigurationException(
          "%s: expected a new or empty folder for the merged run, found files; name another folder."
              .formatted(merged));
    }
    for (Path run : runs) {
      if (merged.toAbsolutePath().normalize().startsWith(run.toAbsolutePath().normalize())) {
        throw new ConfigurationException(
            "%s: expected a folder outside of %s for the merged run; name another folder."
                .formatted(merged, run));
      }
    }
    Path injectors = Files.createDirectories(merged.resolve(RunDirectory.INJECTORS));
    for (Path run : runs) {
      copy(run.toRealPath(), free(injectors, run.toRealPath().getFileName().toString()));
    }
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Injectors on several machines may have started in the same millisecond. */
  private static Path free(Path folder, String name) {
    Path free = folder.resolve(name);
    for (int number = 2; Files.exists(free); number++) {
      free = folder.resolve(name + "-" + number);
    }
    return free;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            link(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void link(Path file, Path link) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (IOException | UnsupportedOperationException otherFileSystem) {
      Files.copy(file, link);
    }
  }
}
