package io.openmeet.loadtest.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * When target and injector share a machine, the injector has priority: a late start makes a run
 * INVALID, a late answer is what the run measures. Only root could raise the injector's priority,
 * so this class lowers the target's, together with that of its database and cache.
 *
 * <ul>
 *   <li>{@code setsid}: Linux may divide a core among sessions first (autogroups), and then by
 *       niceness among the processes of a session. In a separate session the target takes nothing
 *       from the injector's part. PostgreSQL's server processes have separate sessions anyway.
 *   <li>{@code nice}: for machines that do not divide a core that way, such as most containers.
 * </ul>
 *
 * The same holds for a browser beside the injector. Both replace themselves with the program that
 * they start, so the process id stays the same. A command that is not on the PATH is left out.
 */
public final class LowPriority {
  /**
   * From 0 to 19. At 10 the target got too little CPU: its P95 at 5,000 requests/s was 48 to 1,415
   * ms on two cores.
   */
  static final int NICENESS = 3;

  private LowPriority() {}

  /** The command that starts another one with low priority. */
  public static List<String> of(List<String> command) {
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
