package io.openmeet.reference.database;

import io.openmeet.reference.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path once per data folder. Simultaneous starts
 * wait for the first; an unpacking that was cut off starts again.
 */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /**
   * @param archive of {@link #archive}
   * @return the folder that holds {@code bin/postgres}
   */
  static Path unpack(URL archive, Path dataFolder) {
    String name = jarName(archive);
    Path folder = dataFolder.resolve(name);
    try {
      Files.createDirectories(dataFolder);
      try (FileChannel file =
              FileChannel.open(
                  dataFolder.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        if (lock.isValid() && !Files.exists(folder)) {
          Path partial = dataFolder.resolve(name + ".partial");
          delete(partial);
          try (InputStream stream = archive.openStream()) {
            untar(stream, partial);
          }
          letOthersRun(partial);
          Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new CannotStart(
          "PostgreSQL could not be unpacked to %s (%s); is the disk full or the folder read-only?"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /** The name of the archive's jar, which contains machine and version, such as 18.6.0. */
  private static String jarName(URL archive) {
    String jar = archive.toString().replaceFirst("!/[^!]*$", "");
    return jar.substring(jar.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
  }

  /**
   * @return where on the class path this machine's programs are
   * @throws CannotStart when there are none
   */
  static URL archive() {
    String name =
        PostgresPlatform.archive(
            System.getProperty("os.name"), System.getProperty("os.arch"), Path.of("/"));
    URL archive = PostgresBinaries.class.getClassLoader().getResource(name);
    if (archive == null) {
      throw PostgresPlatform.unsupported(name + "; use another machine");
    }
    return archive;
  }

  private static void untar(InputStream stream, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(stream, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(target.getParent());
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
        }
      }
    }
  }

  /** Another user runs root's database, so root's umask must not matter. */
  private static void letOthersRun(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        boolean isProgram = file.getParent().endsWith("bin");
        Files.setPosixFilePermissions(
            file,
            PosixFilePermissions.fromString(
                isProgram || Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
