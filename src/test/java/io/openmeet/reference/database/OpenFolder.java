package io.openmeet.reference.database;

import io.openmeet.reference.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * A folder that every user may enter, for root's database where the data folder lies in a place
 * that only root may enter, such as root's home. It is below the folder for temporary files, and
 * another for each data folder.
 */
final class OpenFolder {
  private OpenFolder() {}

  /**
   * @throws CannotStart also when somebody else has made it: programs are run from it
   */
  static Path of(Path dataFolder) {
    String name =
        "openmeet-"
            + UUID.nameUUIDFromBytes(
                dataFolder
                    .toAbsolutePath()
                    .normalize()
                    .toString()
                    .getBytes(StandardCharsets.UTF_8));
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), name);
    try {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      boolean isOurs =
          Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0);
      if (!isOurs) {
        throw new CannotStart(
            "The folder %s was expected to be root's, and somebody else has made it; delete it, or set reference.dataFolder to a folder that every user may enter."
                .formatted(folder));
      }
      return folder;
    } catch (IOException e) {
      throw new CannotStart(
          "The folder %s cannot be made (%s); set reference.dataFolder to a folder that every user may enter."
              .formatted(folder, e.getMessage()),
          e);
    }
  }
}
