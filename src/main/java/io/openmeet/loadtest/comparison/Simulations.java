package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds a simulation in the project's sources, so that a typing mistake is found before any run.
 */
public final class Simulations {
  private static final String PACKAGE = "io.openmeet.loadtest.simulations";
  private static final String SOURCE = ".java";
  private static final String SIMULATION = "Simulation" + SOURCE;

  private Simulations() {}

  /**
   * @param project folder with the pom
   * @param name of the class; without a package, it is one of the project's simulations
   * @return the name with its package
   * @throws ConfigurationException when there is no such class; the message has the choices
   */
  public static String find(Path project, String name) throws IOException {
    String whole = name.contains(".") ? name : PACKAGE + "." + name;
    Path sources = project.resolve("src/test/java");
    if (whole.matches("[\\w.]+")
        && Files.isRegularFile(sources.resolve(whole.replace('.', '/') + SOURCE))) {
      return whole;
    }
    throw new ConfigurationException(
        "--simulation: expected one of %s, or another class of %s with its package, found \"%s\"."
            .formatted(known(sources.resolve(PACKAGE.replace('.', '/'))), sources, name));
  }

  private static String known(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SIMULATION))
          .map(file -> file.substring(0, file.length() - SOURCE.length()))
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }
}
