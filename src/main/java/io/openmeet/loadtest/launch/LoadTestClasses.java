package io.openmeet.loadtest.launch;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The compiled load tests with their libraries, for JVMs that are started without Maven.
 *
 * @param classPath as {@code java -cp} reads it
 * @param jvmOptions folder with injector.options and target.options
 */
public record LoadTestClasses(String classPath, Path jvmOptions) {
  /** The system property that names the file with the class path; ci/loadtest sets it. */
  public static final String FILE = "loadtest.injectorClassPath";

  private static final String JVM_OPTIONS = "jvm";
  private static final String INJECTOR_OPTIONS = "injector.options";
  private static final String TARGET_OPTIONS = "target.options";

  /**
   * Those that the system property {@value #FILE} names.
   *
   * @throws ConfigurationException when the property or the file is missing
   */
  public static LoadTestClasses read() {
    String file = System.getProperty(FILE);
    if (file == null) {
      throw new ConfigurationException(
          "-D%s: expected the file with the class path of the load tests, found none; start the command with ci/loadtest."
              .formatted(FILE));
    }
    return read(Path.of(file));
  }

  /**
   * @param file with the class path in one line; one of its folders has the options of the JVMs
   * @throws ConfigurationException when there is no such file or folder
   */
  static LoadTestClasses read(Path file) {
    String classPath;
    try {
      classPath = Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new ConfigurationException(
          "%s: expected the class path of the load tests, but it cannot be read (%s); start the command with ci/loadtest, which writes it."
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
    return Stream.of(classPath.split(File.pathSeparator))
        .map(entry -> Path.of(entry, JVM_OPTIONS))
        .filter(folder -> Files.isRegularFile(folder.resolve(INJECTOR_OPTIONS)))
        .findFirst()
        .map(folder -> new LoadTestClasses(classPath, folder))
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "%s: expected a folder with %s/%s in the class path, found none; remove the file, and start the command again."
                        .formatted(file, JVM_OPTIONS, INJECTOR_OPTIONS)));
  }

  /** The folders of the class path, which hold the project's own classes. */
  List<Path> folders() {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::isDirectory)
        .toList();
  }

  /** A command that runs a program of the load tests, to which arguments can be added. */
  public List<String> program(String mainClass) {
    List<String> command = java();
    command.addAll(List.of("-cp", classPath, mainClass));
    return command;
  }

  /** A command that begins an injector's JVM. */
  List<String> injectorsJava() {
    return java(INJECTOR_OPTIONS);
  }

  /** A command that begins a reference API's JVM. */
  List<String> targetsJava() {
    return java(TARGET_OPTIONS);
  }

  /** Later arguments win over those of the options' file. */
  private List<String> java(String options) {
    List<String> command = java();
    command.add("@" + jvmOptions.resolve(options));
    return command;
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    return command;
  }
}
