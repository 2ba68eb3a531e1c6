package io.openmeet.loadtest.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that ends with this JVM: if the user presses Ctrl-C or ends this JVM, the process and
 * those that it started are ended by their handles.
 */
public final class ChildProcess implements AutoCloseable {
  private static final long SECONDS_TO_END = 10;

  private final Process process;
  private final Thread atExit;

  private ChildProcess(Process process) {
    this.process = process;
    this.atExit = new Thread(() -> end(process), "end-child");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a process. Its standard input is empty.
   *
   * @param ifMissing what the user can do when the command cannot be started, such as "install
   *     Maven"
   * @throws IOException when the command cannot be started; the message names it
   */
  public static ChildProcess start(ProcessBuilder builder, String ifMissing) throws IOException {
    ChildProcess child = new ChildProcess(process(builder, ifMissing));
    child.process.getOutputStream().close();
    return child;
  }

  private static Process process(ProcessBuilder builder, String ifMissing) throws IOException {
    try {
      return builder.start();
    } catch (IOException cannotStart) {
      throw new IOException(
          "%s: cannot be started (%s); %s."
              .formatted(builder.command().get(0), cannotStart.getMessage(), ifMissing),
          cannotStart);
    }
  }

  /**
   * Waits until the process ends.
   *
   * @return the exit code
   * @throws InterruptedException when this JVM or this thread is ended first
   */
  public int waitFor() throws InterruptedException {
    try {
      return process.waitFor();
    } finally {
      release();
    }
  }

  /**
   * Waits until the process ends or the time is over.
   *
   * @return whether it has ended
   */
  public boolean waitFor(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The exit code; empty while the process runs. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Ends the process if it runs; safe to call twice. */
  @Override
  public void close() {
    end(process);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // This JVM ends, and the hook does the same.
    }
  }

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

  private void release() throws InterruptedException {
    end(process);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // The hook has ended the process, so its exit code says nothing.
      throw new InterruptedException("this JVM ends");
    }
  }
}
