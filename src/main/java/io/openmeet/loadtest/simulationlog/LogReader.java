package io.openmeet.loadtest.simulationlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a {@code simulation.log} that is finished or still being written. Memory is bounded for any
 * length of the log.
 */
public final class LogReader implements Closeable {
  private static final int BUFFER_BYTES = 128 * 1024;

  private final ReadableByteChannel channel;
  private final LogDecoder decoder;
  private ByteBuffer buffer;

  private LogReader(ReadableByteChannel channel, LogDecoder decoder, int bufferBytes) {
    this.channel = channel;
    this.decoder = decoder;
    this.buffer = ByteBuffer.allocate(bufferBytes);
  }

  /** Opens a log to follow it as it grows; {@link #readNew} reads. */
  public static LogReader open(Path log, LogVisitor visitor) throws IOException {
    return open(log, visitor, new LogNames(), BUFFER_BYTES);
  }

  /**
   * @param names may be those of other logs
   * @param bufferBytes of records at most that {@link #readBuffer} passes to the visitor, unless a
   *     single record is longer
   */
  static LogReader open(Path log, LogVisitor visitor, LogNames names, int bufferBytes)
      throws IOException {
    LogDecoder decoder = new LogDecoder(log.toString(), visitor, names);
    return new LogReader(FileChannel.open(log), decoder, bufferBytes);
  }

  /** Reads a log from its first record to its last. */
  public static LogEnd readAll(Path log, LogVisitor visitor) throws IOException {
    try (LogReader reader = open(log, visitor)) {
      reader.readNew();
      return reader.end();
    }
  }

  /**
   * Reads a log from its first record to its last, and refuses a log without a run.
   *
   * @throws UnreadableLogException when the file is not a log, has another version, or has no whole
   *     first record
   */
  public static LogEnd readRun(Path log, LogVisitor visitor) throws IOException {
    LogEnd end = readAll(log, visitor);
    if (end.records() == 0) {
      throw noRun(end);
    }
    return end;
  }

  /**
   * Reads only a log's first record, which identifies the run.
   *
   * @throws UnreadableLogException as {@link #readRun}
   */
  public static LogHeader readHeader(Path log) throws IOException {
    try (LogCursor cursor = new LogCursor(log, 0, new LogNames())) {
      Optional<LogHeader> run = cursor.readRun();
      if (run.isEmpty()) {
        throw noRun(cursor.end());
      }
      return run.get();
    }
  }

  private static UnreadableLogException noRun(LogEnd end) {
    return new UnreadableLogException(end + " It contains no run.");
  }

  /**
   * Reads the whole records that have been added to the file since the last call.
   *
   * @return how many
   * @throws UnreadableLogException when the file is not a log, or a log of another version
   */
  public long readNew() throws IOException {
    long before = decoder.records();
    while (readBuffer()) {
      // The visitor has received the buffer's records.
    }
    return decoder.records() - before;
  }

  /**
   * Reads the whole records of one more buffer, which may be none.
   *
   * @return false when there was nothing more to read
   * @throws UnreadableLogException when the file is not a log, or a log of another version
   */
  boolean readBuffer() throws IOException {
    if (decoder.isDamaged() || channel.read(buffer) <= 0) {
      return false;
    }
    buffer.flip();
    decoder.decode(buffer);
    boolean isFull = buffer.remaining() == buffer.capacity() && !decoder.isDamaged();
    if (isFull) {
      buffer = ByteBuffer.allocate(buffer.capacity() * 2).put(buffer);
    } else {
      buffer.compact();
    }
    return true;
  }

  /** How the log ends, if nothing more is added to the file. */
  public LogEnd end() {
    return decoder.end(buffer.position());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
