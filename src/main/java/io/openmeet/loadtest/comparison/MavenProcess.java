package io.openmeet.loadtest.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that ends with this JVM: if the user presses Ctrl-C or ends this JVM, the process and
 * those that it started are ended by their handles.
 */
final class MavenProcess {
  private static final long SECONDS_TO_END = 10;

  private MavenProcess() {}

  /**
   * Runs a command until it ends.
   *
   * @param environment variables to add
   * @param output file for both outputs; it is replaced
   * @return the exit code
   * @throws IOException when the command cannot be started
   * @throws InterruptedException when this JVM or this thread is ended first
   */
  static int run(List<String> command, Path folder, Map<String, String> environment, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = start(builder);
    Thread atExit = new Thread(() -> end(process), "end-child");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      process.getOutputStream().close();
      return process.waitFor();
    } finally {
      end(process);
      removeHook(atExit);
    }
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException cannotStart) {
      throw new IOException(
          "%s: cannot be started (%s); install Maven, or set MAVEN_HOME."
              .formatted(builder.command().get(0), cannotStart.getMessage()),
          cannotStart);
    }
  }

  /** Does nothing when the process has ended. */
  private static void end(Process process) {
    if (!process.isAlive()) {
      return;
    }
    // First listed: the children of an ended process are no longer known as such.
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle handle : all) {
      try {
        handle.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
      } catch (Exception late) {
        handle.destroyForcibly();
      }
    }
  }

  private static void removeHook(Thread atExit) throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // The hook has ended the process, so its exit code says nothing.
      throw new InterruptedException("this JVM ends");
    }
  }
}
