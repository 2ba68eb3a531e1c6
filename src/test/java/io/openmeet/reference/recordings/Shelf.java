package io.openmeet.reference.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of the recordings' bytes. It keeps the newest up to a limit: an hour of uploads would
 * fill a disk, and nobody listens to them. Blocking; not for event loops.
 */
final class Shelf {
  private record Kept(UUID id, long bytes) {}

  private final Path folder;
  private final long mostBytes;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final List<UUID> expired = new ArrayList<>();
  private long bytes;

  /** Empties the folder: the seeded state has no recordings. */
  Shelf(Path folder, long mostBytes) throws IOException {
    this.folder = folder;
    this.mostBytes = mostBytes;
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Where an upload's bytes go while they arrive. */
  Path incoming(UUID id) {
    return folder.resolve(id + ".incoming");
  }

  /** Takes a complete upload over, and lets go of the oldest ones that are too much now. */
  void keep(UUID id, long size) throws IOException {
    Files.move(incoming(id), folder.resolve(id.toString()));
    List<UUID> gone = new ArrayList<>();
    synchronized (this) {
      kept.addLast(new Kept(id, size));
      bytes += size;
      while (bytes > mostBytes && !kept.isEmpty()) {
        Kept oldest = kept.removeFirst();
        bytes -= oldest.bytes();
        gone.add(oldest.id());
      }
      expired.addAll(gone);
    }
    for (UUID old : gone) {
      Files.deleteIfExists(folder.resolve(old.toString()));
    }
  }

  /** The recordings that lost their bytes since the last call. */
  synchronized List<UUID> takeExpired() {
    List<UUID> ids = List.copyOf(expired);
    expired.clear();
    return ids;
  }
}
