package io.openmeet.loadtest.simulationlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes again what it receives: a second method to check the reader. */
final class Rewriter implements LogVisitor {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private LogNames names;
  private LogWriter writer;

  byte[] bytes() {
    write(LogWriter::flush);
    return bytes.toByteArray();
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    this.names = names;
    try {
      writer = new LogWriter(bytes, run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    write(log -> log.user(scenario, starts, atMs));
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    List<String> parts = names.path(path);
    write(log -> log.request(groups(parts), last(parts), startMs, endMs, ok, names.text(message)));
  }

  @Override
  public void unmatched(int path, long atMs, boolean ok, int message) {
    List<String> parts = names.path(path);
    write(log -> log.unmatched(groups(parts), last(parts), atMs, ok, names.text(message)));
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    write(log -> log.group(names.path(path), startMs, endMs, cumulatedMs, ok));
  }

  @Override
  public void error(int message, long atMs) {
    write(log -> log.error(names.text(message), atMs));
  }

  private static List<String> groups(List<String> path) {
    return path.subList(0, path.size() - 1);
  }

  private static String last(List<String> path) {
    return path.get(path.size() - 1);
  }

  private interface Step {
    void on(LogWriter writer) throws IOException;
  }

  private void write(Step step) {
    try {
      if (writer != null) {
        step.on(writer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
