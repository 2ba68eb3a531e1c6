package io.openmeet.loadtest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The class path of load tests whose JVMs end at once: they have options, but no main class. */
final class ClassPathWithoutGatling {
  private ClassPathWithoutGatling() {}

  /**
   * @return the file that ci/loadtest writes otherwise
   */
  static Path in(Path folder) throws IOException {
    Path classes = folder.resolve("test-classes");
    Files.createFile(Files.createDirectories(classes.resolve("jvm")).resolve("injector.options"));
    return Files.writeString(folder.resolve("injector.classpath"), classes.toString());
  }
}
