package io.openmeet.loadtest.simulationlog;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a {@code simulation.log} that Gatling's report generator and {@link LogReader} can read.
 * {@link LogLayout} has the layout. Times are epoch milliseconds.
 */
public final class LogWriter implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final Map<String, Integer> indexOfText = new HashMap<>();
  private final LogHeader run;

  public LogWriter(Path log, LogHeader run) throws IOException {
    this(Files.newOutputStream(log), run);
  }

  public LogWriter(OutputStream out, LogHeader run) throws IOException {
    this.out = out;
    this.run = run;
    room(1).put(LogLayout.RUN);
    text(run.gatlingVersion());
    text(run.simulationClass());
    room(Long.BYTES).putLong(run.startMs());
    text(run.description());
    integer(run.scenarios().size());
    for (String scenario : run.scenarios()) {
      text(scenario);
    }
    integer(run.assertions().size());
    for (ByteBuffer assertion : run.assertions()) {
      integer(assertion.remaining());
      room(assertion.remaining()).put(assertion.duplicate());
    }
  }

  /**
   * @param scenario its place in {@link LogHeader#scenarios()}
   */
  public void user(int scenario, boolean starts, long atMs) throws IOException {
    room(1).put(LogLayout.USER);
    integer(scenario);
    bool(starts);
    offset(atMs);
  }

  /**
   * @param message empty when there is none
   */
  public void request(
      List<String> groups, String name, long startMs, long endMs, boolean ok, String message)
      throws IOException {
    requestUpToEnd(groups, name, startMs);
    offset(endMs);
    bool(ok);
    cached(message);
  }

  /** An incoming message that no check waited for. */
  public void unmatched(List<String> groups, String name, long atMs, boolean ok, String message)
      throws IOException {
    requestUpToEnd(groups, name, atMs);
    integer(LogLayout.unmatchedEnd(run.startMs()));
    bool(ok);
    cached(message);
  }

  /**
   * @param path the groups around this one, and its name
   */
  public void group(List<String> path, long startMs, long endMs, int cumulatedMs, boolean ok)
      throws IOException {
    room(1).put(LogLayout.GROUP);
    groups(path);
    offset(startMs);
    offset(endMs);
    integer(cumulatedMs);
    bool(ok);
  }

  public void error(String message, long atMs) throws IOException {
    room(1).put(LogLayout.ERROR);
    cached(message);
    offset(atMs);
  }

  public void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }

  private void requestUpToEnd(List<String> groups, String name, long startMs) throws IOException {
    room(1).put(LogLayout.REQUEST);
    groups(groups);
    cached(name);
    offset(startMs);
  }

  private void groups(List<String> path) throws IOException {
    integer(path.size());
    for (String group : path) {
      cached(group);
    }
  }

  private void cached(String text) throws IOException {
    Integer index = indexOfText.get(text);
    if (index != null) {
      integer(-index);
      return;
    }
    integer(indexOfText.size() + 1);
    text(text);
    indexOfText.put(text, indexOfText.size() + 1);
  }

  private void text(String text) throws IOException {
    boolean latin1 = text.chars().allMatch(c -> c < 256);
    int length = latin1 ? text.length() : text.length() * 2;
    if (length > LogLayout.MAX_TEXT_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a text of %d bytes; a simulation log holds at most %d",
              length,
              LogLayout.MAX_TEXT_BYTES));
    }
    integer(length);
    if (length == 0) {
      return;
    }
    room(length + 1);
    if (latin1) {
      buffer.put(text.getBytes(StandardCharsets.ISO_8859_1));
    } else {
      buffer.slice().order(LogLayout.TEXT_ORDER).asCharBuffer().put(text);
      buffer.position(buffer.position() + length);
    }
    buffer.put(latin1 ? LogLayout.LATIN_1 : LogLayout.UTF_16);
  }

  private void offset(long ms) throws IOException {
    int offset = Math.toIntExact(ms - run.startMs());
    if (offset < 0) {
      throw new IllegalArgumentException(ms + " is before the run's start, " + run.startMs());
    }
    integer(offset);
  }

  private void bool(boolean value) throws IOException {
    room(1).put((byte) (value ? 1 : 0));
  }

  private void integer(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
  }

  /** The buffer, with room for this many bytes. */
  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      out.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return buffer;
  }
}
