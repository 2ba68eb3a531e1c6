package io.openmeet.reference.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A server that still runs in this slot because the previous API was killed. A process is a
 * leftover only when its command line names the slot's folder: the system reuses process ids.
 */
public final class Leftover {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Leftover() {}

  public static void stop(long pid, Path named, String signal) {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    if (handle.isPresent() && names(handle.get(), named)) {
      ChildProcess.stop(handle.get(), signal, PATIENCE);
    }
  }

  /** Stops every process whose command line names the path. */
  public static void stopAll(Path named, String signal) {
    ProcessHandle.allProcesses()
        .filter(handle -> handle.pid() != ProcessHandle.current().pid())
        .filter(handle -> names(handle, named))
        .forEach(handle -> ChildProcess.stop(handle, signal, PATIENCE));
  }

  private static boolean names(ProcessHandle handle, Path path) {
    ProcessHandle.Info info = handle.info();
    String wanted = path.toString();
    if (info.command().filter(wanted::equals).isPresent()) {
      return true;
    }
    for (String argument : info.arguments().orElse(new String[0])) {
      if (argument.equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
