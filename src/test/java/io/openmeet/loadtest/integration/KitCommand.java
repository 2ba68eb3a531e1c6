package io.openmeet.loadtest.integration;

import io.openmeet.loadtest.cli.LoadTestCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of the kit in its own JVM, as {@code ci/loadtest} starts it. */
final class KitCommand {
  private KitCommand() {}

  /**
   * @param folder for the file with the class path; it exists
   * @param results folder of all runs
   */
  static List<String> of(Path folder, Path results, List<String> arguments) throws IOException {
    return of(folder, System.getProperty("java.class.path"), results, arguments);
  }

  /**
   * @param injectors class path of the injectors
   */
  static List<String> of(Path folder, String injectors, Path results, List<String> arguments)
      throws IOException {
    Path classPath = folder.resolve("injector.classpath");
    Files.writeString(classPath, injectors);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dloadtest.injectorClassPath=" + classPath);
    command.add("-Dloadtest.results=" + results);
    command.add("-Dloadtest.project=" + new File("").getAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LoadTestCommand.class.getName());
    command.addAll(arguments);
    return command;
  }
}
