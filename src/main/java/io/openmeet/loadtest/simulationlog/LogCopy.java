package io.openmeet.loadtest.simulationlog;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes the records it receives as a {@code simulation.log}. A log whose records come from one log
 * has the bytes of that log. When it cannot write, its methods throw an {@link
 * UncheckedIOException}.
 */
public final class LogCopy implements LogVisitor, Closeable {
  private final OutputStream out;
  private LogWriter log;
  private LogNames names;

  /**
   * @param out {@link #close} closes it; it stays empty when no run is received
   */
  public LogCopy(OutputStream out) {
    this.out = out;
  }

  @Override
  public void run(LogHeader run, LogNames runNames) {
    names = runNames;
    try {
      log = new LogWriter(out, run);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    try {
      log.user(scenario, starts, atMs);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    List<String> parts = names.path(path);
    try {
      log.request(groups(parts), name(parts), startMs, endMs, ok, names.text(message));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void unmatched(int path, long atMs, boolean ok, int message) {
    List<String> parts = names.path(path);
    try {
      log.unmatched(groups(parts), name(parts), atMs, ok, names.text(message));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    try {
      log.group(names.path(path), startMs, endMs, cumulatedMs, ok);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void error(int message, long atMs) {
    try {
      log.error(names.text(message), atMs);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static List<String> groups(List<String> path) {
    return path.subList(0, path.size() - 1);
  }

  private static String name(List<String> path) {
    return path.get(path.size() - 1);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (log != null) {
        log.flush();
      }
    }
  }
}
