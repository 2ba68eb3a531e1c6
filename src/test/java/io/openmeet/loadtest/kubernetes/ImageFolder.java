package io.openmeet.loadtest.kubernetes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder {@code /app} of the image, made from this compiled project by the instructions of the
 * Dockerfile's last stage. Nobody may write to it.
 */
final class ImageFolder {
  /** Where the image has it. */
  static final String IN_THE_IMAGE = "/app";

  private static final String BUILT = "--from=build " + IN_THE_IMAGE + "/";

  /** How the Dockerfile writes a class path. */
  private static final Pattern WRITTEN = Pattern.compile("echo '([^']+)' ?> ?(\\S+)");

  private final Path folder;

  private ImageFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder does not exist
   */
  static ImageFolder make(Path folder) throws IOException {
    ImageFolder image = new ImageFolder(folder);
    Dockerfile dockerfile = Dockerfile.read();
    for (String copy : dockerfile.lastStage("COPY")) {
      image.copy(
          List.of(copy.replaceFirst("^--from=build ", "").split(" ")), copy.startsWith(BUILT));
    }
    for (String run : dockerfile.all("RUN")) {
      Matcher matcher = WRITTEN.matcher(run);
      while (matcher.find()) {
        Files.writeString(
            folder.resolve(matcher.group(2)),
            matcher.group(1).replace(IN_THE_IMAGE, folder.toString()) + "\n");
      }
    }
    image.forbidChanges();
    return image;
  }

  /** A path or command of the image, here. */
  String here(String inTheImage) {
    return inTheImage.replaceFirst("^" + IN_THE_IMAGE + "/", folder + "/");
  }

  /** All files and their times. */
  List<String> content() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> content = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        content.add(file + " " + Files.getLastModifiedTime(file));
      }
      return content;
    }
  }

  /**
   * @param words sources and, last, the place
   * @param built whether the sources are from the stage that builds
   */
  private void copy(List<String> words, boolean built) throws IOException {
    String place = words.get(words.size() - 1);
    for (String word : words.subList(0, words.size() - 1)) {
      String source = built ? word.substring(IN_THE_IMAGE.length() + 1) : word;
      Path to = folder.resolve(place);
      if (place.endsWith("/")) {
        to = to.resolve(Path.of(source).getFileName());
      }
      if (source.equals("lib")) {
        linkLibraries(Files.createDirectories(to));
      } else if (source.endsWith(".classpath")) {
        Files.createDirectories(to.getParent());
      } else {
        linkAll(Path.of(source), to);
      }
    }
  }

  private static void linkLibraries(Path to) throws IOException {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    for (Path entry : Arrays.stream(entries).map(Path::of).toList()) {
      if (entry.toString().endsWith(".jar")) {
        link(entry, to.resolve(entry.getFileName()));
      }
    }
  }

  private static void linkAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path link = from.equals(file) ? to : to.resolve(from.relativize(file).toString());
        Files.createDirectories(link.getParent());
        link(file, link);
      }
    }
  }

  private static void link(Path file, Path link) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (IOException otherFileSystem) {
      Files.copy(file, link);
    }
  }

  /** The user of the pods may be the one who runs this test. */
  private void forbidChanges() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path directory : files.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
      }
    }
  }
}
