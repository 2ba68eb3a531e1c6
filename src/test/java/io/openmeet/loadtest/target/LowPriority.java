package io.openmeet.loadtest.target;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where target and injector share a machine, the injector comes first: a start that is late makes a
 * run INVALID, an answer that is late is what is measured. Only root could raise the injector's
 * priority, so the target's is lowered, and with it that of its database and cache.
 *
 * <ul>
 *   <li>{@code setsid}: Linux may divide a core among sessions first (autogroups), and among the
 *       processes of a session by their niceness then. In a session of its own the target takes
 *       nothing of the injector's part. PostgreSQL's server processes have a session each anyway.
 *   <li>{@code nice}: for where a core is not divided so, as in most containers.
 * </ul>
 *
 * Both become the program that they start: it has the process id of what was started here. What is
 * not on the PATH is left out.
 */
final class LowPriority {
  /**
   * From 0 to 19. At 10 the target starved: its P95 at 5,000 requests/s was 48 to 1,415 ms on two
   * cores.
   */
  static final int NICENESS = 3;

  private LowPriority() {}

  /** The command that starts another one so. */
  static List<String> of(List<String> command) {
    List<String> all = new ArrayList<>();
    if (isOnPath("setsid")) {
      all.add("setsid");
    }
    if (isOnPath("nice")) {
      all.addAll(List.of("nice", "-n", String.valueOf(NICENESS)));
    }
    all.addAll(command);
    return all;
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .anyMatch(Files::isExecutable);
  }
}
