package io.openmeet.reference.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * CPU time of a server with all its processes, from Linux's {@code /proc}. Java's own {@link
 * ProcessHandle.Info#totalCpuDuration} leaves out processes that have ended.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public final class CpuTime {
  private static final Path PROC = Path.of("/proc");

  /** The kernel's USER_HZ: the unit of times in {@code /proc}, the same on all its platforms. */
  private static final double TICKS_PER_SECOND = 100;

  /** From the third field, the state, which follows the name in brackets. */
  private static final int USER = 14 - 3;

  private static final int SYSTEM = 15 - 3;
  private static final int ENDED_CHILDREN_USER = 16 - 3;
  private static final int ENDED_CHILDREN_SYSTEM = 17 - 3;

  private CpuTime() {}

  /** Whether this machine has what this class reads. */
  public static boolean isKnown() {
    long self = ProcessHandle.current().pid();
    return Files.isReadable(stat(self)) && Files.isReadable(children(self));
  }

  /**
   * Seconds of CPU that a process and its descendants have used, with those that have ended; NaN if
   * there is no such process.
   */
  public static double secondsOfTree(long pid) {
    try {
      return ticksOfTree(pid) / TICKS_PER_SECOND;
    } catch (IOException gone) {
      return Double.NaN;
    }
  }

  private static long ticksOfTree(long pid) throws IOException {
    // The parent last: a child that ends meanwhile is counted twice rather than lost.
    long ticks = 0;
    for (String child : words(children(pid))) {
      try {
        ticks += ticksOfTree(Long.parseLong(child));
      } catch (IOException ended) {
        // Its parent counts it.
      }
    }
    return ticks + ticks(pid);
  }

  private static long ticks(long pid) throws IOException {
    String stat = Files.readString(stat(pid), StandardCharsets.ISO_8859_1);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return IntStream.of(USER, SYSTEM, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM)
        .mapToLong(field -> Long.parseLong(fields[field]))
        .sum();
  }

  private static List<String> words(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII)
        .lines()
        .flatMap(line -> Stream.of(line.split(" ")))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Path stat(long pid) {
    return PROC.resolve(Long.toString(pid)).resolve("stat");
  }

  /** Those that the main thread started, so a server that starts them from others is not whole. */
  private static Path children(long pid) {
    String id = Long.toString(pid);
    return PROC.resolve(id).resolve("task").resolve(id).resolve("children");
  }
}
