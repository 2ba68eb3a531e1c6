package io.openmeet.loadtest.simulationlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Goes through one of several logs, record by record. Cursors are in the order of the records they
 * are at: by time, then by the place of their logs.
 */
final class LogCursor implements Comparable<LogCursor>, Closeable {
  /** A few thousand records: enough to read a file fast, and little memory for a hundred logs. */
  private static final int BUFFER_BYTES = 32 * 1024;

  private final int place;
  private final RecordBatch batch = new RecordBatch();
  private final LogReader reader;
  private int[] scenarios = {};
  private int at = -1;
  private long atMs;

  /**
   * @param place of this log among the logs
   * @param names common to all logs
   */
  LogCursor(Path log, int place, LogNames names) throws IOException {
    this.place = place;
    this.reader = LogReader.open(log, batch, names, BUFFER_BYTES);
  }

  /** The log's first record; empty when the log ends before it is whole. */
  Optional<LogHeader> readRun() throws IOException {
    while (batch.run() == null && reader.readBuffer()) {
      // A long first record takes several buffers.
    }
    return Optional.ofNullable(batch.run());
  }

  /**
   * @param numbers what each scenario of this log is for the visitor
   */
  void renumber(int[] numbers) {
    scenarios = numbers.clone();
  }

  /**
   * Goes to the next record.
   *
   * @return false at the end of the log
   */
  boolean advance() throws IOException {
    at++;
    while (at == batch.size()) {
      at = 0;
      batch.clear();
      if (!reader.readBuffer()) {
        return false;
      }
    }
    atMs = batch.atMs(at);
    return true;
  }

  void pass(LogVisitor visitor) {
    batch.pass(at, visitor, scenarios);
  }

  LogEnd end() {
    return reader.end();
  }

  @Override
  public int compareTo(LogCursor other) {
    return atMs == other.atMs
        ? Integer.compare(place, other.place)
        : Long.compare(atMs, other.atMs);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
