package io.openmeet.reference.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server process next to the API, with its output in a file. */
public final class ChildProcess {
  private final Process process;
  private final Path log;
  private volatile ProcessHandle server;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.server = process.toHandle();
  }

  public static ChildProcess start(List<String> command, Path folder, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // Messages in English on every machine, because this class searches them.
    builder.environment().put("LC_ALL", "C");
    builder.environment().remove("LANG");
    Process process = builder.start();
    process.getOutputStream().close();
    return new ChildProcess(process, log);
  }

  /**
   * Whether the server is that process: the started one or a descendant, which happens when the
   * command changes to another user first. From then on signals go to that process.
   */
  public boolean serves(String pid) {
    Optional<ProcessHandle> found =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .filter(handle -> Long.toString(handle.pid()).equals(pid))
            .findFirst();
    found.ifPresent(handle -> server = handle);
    return found.isPresent();
  }

  public long pid() {
    return server.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when the process has ended, normally or not. */
  CompletableFuture<?> onExit() {
    return process.onExit();
  }

  /** Waits for the end of a command that is expected to end. */
  public int exitCode(Duration patience) {
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return -1;
  }

  public boolean logged(String text) {
    return log().contains(text);
  }

  /** The last line with an error, or else the last line. */
  public String complaint() {
    List<String> lines = log().lines().filter(line -> !line.isBlank()).toList();
    for (String mark : List.of("PANIC:", "FATAL:", "rror", "denied", "not permitted")) {
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (lines.get(i).contains(mark)) {
          return lines.get(i).strip();
        }
      }
    }
    return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1).strip();
  }

  /** Sends the signal, and SIGKILL if the process does not end in time. */
  public void stop(String signal, Duration patience) {
    stop(server, signal, patience);
  }

  static void stop(ProcessHandle handle, String signal, Duration patience) {
    if (!handle.isAlive()) {
      return;
    }
    try {
      // The JDK sends only SIGTERM and SIGKILL; every shell has kill.
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + handle.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(2, TimeUnit.SECONDS);
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      handle.destroyForcibly();
    } catch (Exception notStopped) {
      handle.destroyForcibly();
    }
  }

  private String log() {
    try {
      return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
