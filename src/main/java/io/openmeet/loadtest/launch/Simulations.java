package io.openmeet.loadtest.launch;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds a simulation by its name, so that a typing mistake is found before any run. */
public final class Simulations {
  private static final String PACKAGE = "io.openmeet.loadtest.simulations";
  private static final String NAME = "Simulation";

  private final List<Path> roots;
  private final String extension;

  private Simulations(List<Path> roots, String extension) {
    this.roots = roots;
    this.extension = extension;
  }

  /**
   * The simulations in a project's sources, which need not be compiled.
   *
   * @param project folder with the pom
   */
  public static Simulations inSources(Path project) {
    return new Simulations(List.of(project.resolve("src/test/java")), ".java");
  }

  /** The compiled simulations. */
  public static Simulations in(LoadTestClasses classes) {
    return new Simulations(classes.folders(), ".class");
  }

  /**
   * @param argument the name of the command's option or parameter, for the message
   * @param name of the class; without a package, it is one of the project's simulations
   * @return the name with its package
   * @throws ConfigurationException when there is no such class; the message has the choices
   */
  public String find(String argument, String name) throws IOException {
    String whole = name.contains(".") ? name : PACKAGE + "." + name;
    String file = whole.replace('.', '/') + extension;
    if (whole.matches("[\\w.]+")
        && roots.stream().anyMatch(root -> Files.isRegularFile(root.resolve(file)))) {
      return whole;
    }
    throw new ConfigurationException(
        "%s: expected one of %s, or another class of %s with its package, found \"%s\"."
            .formatted(
                argument,
                String.join(", ", known()),
                String.join(" or ", roots.stream().map(Path::toString).toList()),
                name));
  }

  /**
   * @param simulation class name with or without its package
   */
  public static String simpleName(String simulation) {
    return simulation.substring(simulation.lastIndexOf('.') + 1);
  }

  /** The names of the project's simulations, without their package, in alphabetical order. */
  public TreeSet<String> known() throws IOException {
    TreeSet<String> known = new TreeSet<>();
    for (Path root : roots) {
      Path folder = root.resolve(PACKAGE.replace('.', '/'));
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(NAME + extension))
              .forEach(file -> known.add(file.substring(0, file.length() - extension.length())));
        }
      }
    }
    return known;
  }
}
