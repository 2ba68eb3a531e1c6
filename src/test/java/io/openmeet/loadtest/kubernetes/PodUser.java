package io.openmeet.loadtest.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user of a pod on this machine. Root becomes the user of the image, which has a number and no
 * name. Every other user is an ordinary one already.
 */
record PodUser(long user, long group) {
  private static final boolean BY_ROOT = System.getProperty("user.name").equals("root");

  static PodUser ofTheImage() {
    Dockerfile image = Dockerfile.read();
    return new PodUser(image.user(), image.group());
  }

  /** The command as run by this user. */
  List<String> command(List<String> command) {
    if (!BY_ROOT) {
      return command;
    }
    List<String> become =
        List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--");
    return Stream.concat(become.stream(), command.stream()).toList();
  }

  /** Makes a folder that this user can read, whatever root's umask is. */
  static Path readable(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Makes a folder of this user's own, as {@code fsGroup} does with a volume. */
  Path own(Path folder) throws IOException {
    readable(folder);
    if (BY_ROOT) {
      Files.setAttribute(folder, "unix:uid", Math.toIntExact(user));
      Files.setAttribute(folder, "unix:gid", Math.toIntExact(group));
    }
    return folder;
  }
}
