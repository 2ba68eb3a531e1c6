package io.openmeet.loadtest.simulationlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the logs of injectors that ran together as if one injector had written all their records.
 * Memory is bounded for any length of the logs: about 150 KB for each log.
 *
 * <p>It is a k-way merge: the next record is the earliest of those that come next in their logs.
 * The time of a record is when its event took place: a request's or group's end. Records of the
 * same time come in the order of the logs; records of the same log keep their order.
 */
public final class MergedLogs implements Closeable {
  private final LogNames names = new LogNames();
  private final List<LogCursor> cursors = new ArrayList<>();

  private MergedLogs() {}

  /**
   * Reads all records of all logs. One log gives the same as {@link LogReader#readRun}. Of a log
   * that is cut off or damaged, the readable part is used; its end describes it.
   *
   * @param logs of the same simulation and version of Gatling, at least one
   * @param visitor receives one run: its start is the earliest, its scenarios are those of all logs
   *     by name, its description and assertions are those of the first log
   * @return how each log ends, in the order of the logs
   * @throws UnreadableLogException when a file is not a log, has another version or simulation than
   *     the first one, or when no log has a whole first record
   */
  public static List<LogEnd> read(List<Path> logs, LogVisitor visitor) throws IOException {
    try (MergedLogs merged = new MergedLogs()) {
      for (Path log : logs) {
        merged.cursors.add(new LogCursor(log, merged.cursors.size(), merged.names));
      }
      visitor.run(merged.readRuns(), merged.names);
      merged.readRecords(visitor);
      return merged.ends();
    }
  }

  private LogHeader readRuns() throws IOException {
    LogHeader first = null;
    long startMs = Long.MAX_VALUE;
    List<List<String>> scenariosOfLogs = new ArrayList<>();
    Set<String> scenarios = new LinkedHashSet<>();
    for (LogCursor cursor : cursors) {
      LogHeader run = cursor.readRun().orElse(null);
      scenariosOfLogs.add(run == null ? List.of() : run.scenarios());
      if (run != null) {
        first = first == null ? run : first;
        requireSame("simulation", first.simulationClass(), run.simulationClass(), cursor);
        requireSame("version of Gatling", first.gatlingVersion(), run.gatlingVersion(), cursor);
        startMs = Math.min(startMs, run.startMs());
        scenarios.addAll(run.scenarios());
      }
    }
    if (first == null) {
      throw new UnreadableLogException(
          ends().stream().map(LogEnd::toString).collect(Collectors.joining(" "))
              + (cursors.size() == 1 ? " It contains no run." : " They contain no run."));
    }
    List<String> all = List.copyOf(scenarios);
    for (int log = 0; log < cursors.size(); log++) {
      cursors.get(log).renumber(scenariosOfLogs.get(log).stream().mapToInt(all::indexOf).toArray());
    }
    return new LogHeader(
        first.gatlingVersion(),
        first.simulationClass(),
        startMs,
        first.description(),
        all,
        first.assertions());
  }

  private static void requireSame(String what, String expected, String found, LogCursor cursor)
      throws UnreadableLogException {
    if (!found.equals(expected)) {
      throw new UnreadableLogException(
          String.format(
              Locale.ROOT,
              "%s has the %s %s, but the first log has %s. Merge logs of one run only.",
              cursor.end().file(),
              what,
              found,
              expected));
    }
  }

  private void readRecords(LogVisitor visitor) throws IOException {
    PriorityQueue<LogCursor> waiting = new PriorityQueue<>();
    for (LogCursor cursor : cursors) {
      if (cursor.advance()) {
        waiting.add(cursor);
      }
    }
    while (!waiting.isEmpty()) {
      LogCursor first = waiting.remove();
      LogCursor second = waiting.peek();
      boolean hasMore;
      do {
        first.pass(visitor);
        hasMore = first.advance();
      } while (hasMore && (second == null || first.compareTo(second) < 0));
      if (hasMore) {
        waiting.add(first);
      }
    }
  }

  private List<LogEnd> ends() {
    return cursors.stream().map(LogCursor::end).toList();
  }

  @Override
  public void close() throws IOException {
    for (LogCursor cursor : cursors) {
      cursor.close();
    }
  }
}
