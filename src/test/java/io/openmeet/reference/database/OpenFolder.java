package io.openmeet.reference.database;

import io.openmeet.reference.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A folder that every user may enter, for the database of root when the data folder is in a place
 * that only root may enter, such as root's home. It is in the temporary folder; each data folder
 * has a different one.
 */
final class OpenFolder {
  /** Others may enter it and run the programs in it. */
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwxr-xr-x");

  private OpenFolder() {}

  /**
   * @throws CannotStart also when another user made it, because programs are run from it
   */
  static Path of(Path dataFolder) {
    return of(dataFolder, Path.of(System.getProperty("java.io.tmpdir")));
  }

  static Path of(Path dataFolder, Path temporary) {
    String name =
        "openmeet-"
            + UUID.nameUUIDFromBytes(
                dataFolder
                    .toAbsolutePath()
                    .normalize()
                    .toString()
                    .getBytes(StandardCharsets.UTF_8));
    Path folder = temporary.resolve(name);
    try {
      makeUnlessThere(folder);
      boolean isOurs =
          Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0);
      if (!isOurs) {
        throw new CannotStart(
            "The folder %s must be a folder that root owns, but it is not; delete it, or set reference.dataFolder to a folder that every user may enter."
                .formatted(folder));
      }
      // The start that made it may have been cut off, or had another umask.
      Files.setPosixFilePermissions(folder, MODE);
      return folder;
    } catch (IOException e) {
      throw new CannotStart(
          "The folder %s cannot be made (%s); set reference.dataFolder to a folder that every user may enter."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static void makeUnlessThere(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException madeBefore) {
      // Another start may have made it just now.
    }
  }
}
