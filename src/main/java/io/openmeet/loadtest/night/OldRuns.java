package io.openmeet.loadtest.night;

import io.openmeet.loadtest.results.RunDirectory;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes the folders of old runs and nights, so that the results of a schedule never fill a disk.
 * The history keeps what it knows of them.
 *
 * @param longest the greatest age of a run or night
 * @param mostBytes of all together; the oldest are removed first
 */
public record OldRuns(Duration longest, long mostBytes) {

  private record Folder(Path path, Instant modified, long bytes) {}

  /**
   * @param results folder of all runs
   * @param kept names of folders that are never removed
   * @return the names of the removed folders, the oldest first
   */
  public List<String> remove(Path results, Set<String> kept, Instant now) throws IOException {
    List<Folder> folders = new ArrayList<>();
    for (Path parent : List.of(results, results.resolve(Nights.FOLDER))) {
      folders.addAll(candidates(parent, kept));
    }
    folders.sort(Comparator.comparing(Folder::modified));
    long bytes = folders.stream().mapToLong(Folder::bytes).sum();
    List<String> removed = new ArrayList<>();
    for (Folder folder : folders) {
      if (bytes > mostBytes || folder.modified().isBefore(now.minus(longest))) {
        delete(folder.path());
        bytes -= folder.bytes();
        removed.add(folder.path().getFileName().toString());
      }
    }
    return removed;
  }

  private static List<Folder> candidates(Path parent, Set<String> kept) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    List<Folder> folders = new ArrayList<>();
    try (Stream<Path> all = Files.list(parent)) {
      for (Path path : all.toList()) {
        boolean ours = RunDirectory.isIn(path) || parent.endsWith(Nights.FOLDER);
        if (ours
            && Files.isDirectory(path)
            && !Files.isSymbolicLink(path)
            && !kept.contains(path.getFileName().toString())) {
          folders.add(new Folder(path, Files.getLastModifiedTime(path).toInstant(), bytesOf(path)));
        }
      }
    }
    return folders;
  }

  private static long bytesOf(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
