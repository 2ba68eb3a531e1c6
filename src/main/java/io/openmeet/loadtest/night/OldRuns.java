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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes old nights with their runs, so that the results of a schedule never fill a disk. The
 * history keeps what it knows of them. A run that no night names is the user's own, and stays.
 *
 * @param longest the greatest age of a night, counted from its start
 * @param mostBytes of the runs of all nights; those of the oldest are removed first. The night
 *     itself stays until it is too old, because the next one is compared with it
 * @param ownToo whether the user's own runs are removed by the same rules; their age is that of
 *     their folder's last change
 */
public record OldRuns(Duration longest, long mostBytes, boolean ownToo) {

  /**
   * Runs that are removed together.
   *
   * @param night its folder; null for the user's own run
   */
  private record Group(Path night, List<Path> runs, Instant at, long bytes, boolean kept) {}

  /**
   * @param kept id of the night that is never removed
   * @return the names of the removed folders, the oldest first
   * @throws IOException when a folder cannot be read or removed
   */
  public List<String> remove(Nights nights, String kept, Instant now) throws IOException {
    List<Group> groups = groups(nights, kept);
    long bytes = groups.stream().mapToLong(Group::bytes).sum();
    List<String> removed = new ArrayList<>();
    for (Group group : groups) {
      boolean tooOld = group.at().isBefore(now.minus(longest));
      if (group.kept() || !tooOld && bytes <= mostBytes) {
        continue;
      }
      List<Path> folders = new ArrayList<>(group.runs());
      if (tooOld && group.night() != null) {
        folders.add(group.night());
      }
      for (Path folder : folders) {
        delete(folder);
        removed.add(folder.getFileName().toString());
      }
      bytes -= group.bytes();
    }
    return removed;
  }

  /** The oldest first. */
  private List<Group> groups(Nights nights, String kept) throws IOException {
    List<Group> groups = new ArrayList<>();
    Set<Path> ofNights = new HashSet<>();
    for (Night night : nights.all()) {
      List<Path> runs = runs(night, nights.results());
      ofNights.addAll(runs);
      groups.add(
          new Group(
              nights.folder(night.id()),
              runs,
              Instant.parse(night.startedAt()),
              bytesOf(runs),
              night.id().equals(kept)));
    }
    if (ownToo) {
      for (Path run : runs(nights.results())) {
        if (!ofNights.contains(run)) {
          Instant changed = Files.getLastModifiedTime(run).toInstant();
          groups.add(new Group(null, List.of(run), changed, bytesOf(List.of(run)), false));
        }
      }
    }
    groups.sort(Comparator.comparing(Group::at));
    return groups;
  }

  /** Those of its runs that are still there. A name in its file leads nowhere else. */
  private static List<Path> runs(Night night, Path results) throws IOException {
    Set<String> names = new HashSet<>();
    night.runs().stream().map(NightRun::folder).filter(Objects::nonNull).forEach(names::add);
    return runs(results).stream()
        .filter(run -> names.contains(run.getFileName().toString()))
        .toList();
  }

  private static List<Path> runs(Path results) throws IOException {
    if (!Files.isDirectory(results)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(results)) {
      return all.filter(path -> RunDirectory.isIn(path) && !Files.isSymbolicLink(path)).toList();
    }
  }

  private static long bytesOf(List<Path> folders) throws IOException {
    long bytes = 0;
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          bytes += Files.size(file);
        }
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
