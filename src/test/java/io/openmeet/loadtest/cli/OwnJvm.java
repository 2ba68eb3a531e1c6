package io.openmeet.loadtest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Commands in a process of their own, with their own environment and folders.
 *
 * @param folder has the folders of results and history
 */
record OwnJvm(Path folder) {
  static final String RESULTS = "gatling";

  record Ended(int exitCode, String out, String err) {}

  /**
   * @param environment added to that of the tests, of which it has no token
   */
  Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dloadtest.results=" + folder.resolve(RESULTS));
    command.add("-Dloadtest.history=" + folder.resolve("history"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LoadTestCommand.class.getName());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.endsWith("_TOKEN"));
    builder.environment().putAll(environment);
    return new Ended(builder.start().waitFor(), Files.readString(out), Files.readString(err));
  }
}
