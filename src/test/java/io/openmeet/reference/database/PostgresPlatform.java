package io.openmeet.reference.database;

import io.openmeet.reference.CannotStart;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The machines that the embedded PostgreSQL runs on. */
final class PostgresPlatform {
  private PostgresPlatform() {}

  /**
   * @param os as the JVM names it, such as {@code Mac OS X}
   * @param machine as the JVM names it, such as {@code amd64}
   * @param root of the file system
   * @return the name of the archive with the programs for it
   * @throws CannotStart when there are none
   */
  static String archive(String os, String machine, Path root) {
    String system = os.toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      throw unsupported("Windows; run in WSL");
    }
    if (isMusl(root)) {
      throw unsupported("musl, the C library of Alpine; use an image with glibc, such as Debian's");
    }
    try {
      return "postgres-%s-%s.txz"
          .formatted(
              system.startsWith("mac") ? "darwin" : system.replace(' ', '-'),
              ArchUtils.normalize(machine));
    } catch (IllegalStateException unknownMachine) {
      throw unsupported(os + " on " + machine + "; use another machine");
    }
  }

  static CannotStart unsupported(String where) {
    return new CannotStart(
        "The embedded PostgreSQL runs on Linux with glibc and on macOS, and there is none for %s, give a PostgreSQL and a Redis of your own (reference.databaseUrl, reference.redisUrl), or test another target (-DbaseUrl)."
            .formatted(where));
  }

  /** With both loaders, programs for glibc run. */
  private static boolean isMusl(Path root) {
    return hasFile(root.resolve("lib"), "ld-musl-")
        && !hasFile(root.resolve("lib"), "ld-linux")
        && !hasFile(root.resolve("lib64"), "ld-linux");
  }

  private static boolean hasFile(Path folder, String prefix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(prefix));
    } catch (IOException noSuchFolder) {
      return false;
    }
  }
}
