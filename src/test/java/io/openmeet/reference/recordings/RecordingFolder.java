package io.openmeet.reference.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of the recordings' bytes. It keeps the newest up to a limit: an hour of uploads would
 * fill a disk, and no user plays them. Its calls block, so event loops must not make them.
 */
final class RecordingFolder {
  private static final String INCOMING = ".incoming";

  private record Kept(UUID id, long bytes) {}

  private final Path folder;
  private final long mostBytes;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private long bytes;

  private RecordingFolder(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /**
   * Opens the folder, and deletes the uploads that were incomplete when the last API ended.
   *
   * @param keep whether to keep complete recordings; false deletes them too
   */
  static RecordingFolder open(Path folder, long mostBytes, boolean keep) throws IOException {
    Files.createDirectories(folder);
    RecordingFolder opened = new RecordingFolder(folder, mostBytes);
    record Found(Path file, FileTime changed) {}
    List<Found> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (keep && !file.toString().endsWith(INCOMING)) {
          found.add(new Found(file, Files.getLastModifiedTime(file)));
        } else {
          Files.deleteIfExists(file);
        }
      }
    }
    found.sort(Comparator.comparing(Found::changed));
    for (Found one : found) {
      opened.put(UUID.fromString(one.file().getFileName().toString()), Files.size(one.file()));
    }
    return opened;
  }

  /** The file for an upload's bytes while they arrive. */
  Path incoming(UUID id) {
    return folder.resolve(id + INCOMING);
  }

  /** Adds a complete upload to the folder. */
  void keep(UUID id, long size) throws IOException {
    Files.move(incoming(id), folder.resolve(id.toString()));
    put(id, size);
  }

  /** The oldest recordings beyond the limit; they stay until {@link #drop}. */
  synchronized List<UUID> expired() {
    List<UUID> expired = new ArrayList<>();
    long left = bytes;
    for (Kept oldest : kept) {
      if (left <= mostBytes) {
        break;
      }
      left -= oldest.bytes();
      expired.add(oldest.id());
    }
    return expired;
  }

  /** Deletes the bytes of expired recordings. */
  void drop(Collection<UUID> expired) throws IOException {
    Set<UUID> gone = Set.copyOf(expired);
    for (UUID id : gone) {
      Files.deleteIfExists(folder.resolve(id.toString()));
    }
    synchronized (this) {
      for (Iterator<Kept> all = kept.iterator(); all.hasNext(); ) {
        Kept one = all.next();
        if (gone.contains(one.id())) {
          bytes -= one.bytes();
          all.remove();
        }
      }
    }
  }

  private synchronized void put(UUID id, long size) {
    kept.addLast(new Kept(id, size));
    bytes += size;
  }
}
