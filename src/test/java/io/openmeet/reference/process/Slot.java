package io.openmeet.reference.process;

import io.openmeet.reference.CannotStart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder that belongs to one running API: the first free one of {@code slot-1}, {@code slot-2},
 * ... The lock on it is held until the process ends, normally or not, so several APIs can share a
 * data folder, and the next API in the slot finds what the previous one left.
 */
public final class Slot implements AutoCloseable {
  private static final int MOST = 64;

  private final Path folder;
  private final FileChannel lockFile;

  private Slot(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  public static Slot take(Path dataFolder) {
    try {
      for (int number = 1; number <= MOST; number++) {
        Path folder = Files.createDirectories(dataFolder.resolve("slot-" + number));
        FileChannel file =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(file) != null) {
          return new Slot(folder, file);
        }
        file.close();
      }
    } catch (IOException e) {
      throw new CannotStart(
          "The data folder %s cannot be used (%s); set reference.dataFolder to a folder that can be written."
              .formatted(dataFolder, e),
          e);
    }
    throw new CannotStart(
        "All %d slots of the data folder %s are in use; stop some of the running APIs."
            .formatted(MOST, dataFolder));
  }

  private static FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException takenInThisProcess) {
      return null;
    }
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      // The end of the process releases the lock at the latest.
    }
  }
}
