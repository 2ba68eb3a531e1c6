package io.openmeet.loadtest.simulationlog;

import java.nio.ByteBuffer;

/**
 * Plays the buffer of Gatling's writer again, to know how full it was at the end of the log.
 *
 * <p>The writer asks its buffer for room field by field, and empties it into the file when a field
 * does not fit. So a run that was killed leaves a file that ends where the buffer was emptied; for
 * that to be between two records the buffer must have been full to the last byte, as the next
 * record would begin with a single one. A log that was closed ends with the buffer as full as it
 * happens to be: just full once in {@value #CAPACITY} logs.
 */
final class WriterBuffer {
  static final int CAPACITY = 8192;

  private int used;

  /** Bytes in the buffer after the last record. */
  int used() {
    return used;
  }

  /** Takes in a whole record, from {@code begin} to the buffer's position. */
  void add(byte kind, ByteBuffer records, int begin) {
    int length = records.position() - begin;
    if (used + length <= CAPACITY) {
      used += length;
      return;
    }
    ByteBuffer record = records.slice(begin, length);
    field(record, 1);
    switch (kind) {
      case LogLayout.RUN -> run(record);
      case LogLayout.REQUEST -> {
        groups(record);
        cached(record);
        fields(record, 4, 4, 1);
        cached(record);
      }
      case LogLayout.USER -> fields(record, 4, 1, 4);
      case LogLayout.GROUP -> {
        groups(record);
        fields(record, 4, 4, 4, 1);
      }
      default -> {
        cached(record);
        fields(record, 4);
      }
    }
  }

  private void run(ByteBuffer record) {
    text(record);
    text(record);
    fields(record, Long.BYTES);
    text(record);
    for (int scenarios = number(record); scenarios > 0; scenarios--) {
      text(record);
    }
    for (int assertions = number(record); assertions > 0; assertions--) {
      field(record, Integer.BYTES + record.getInt(record.position()));
    }
  }

  private void groups(ByteBuffer record) {
    for (int groups = number(record); groups > 0; groups--) {
      cached(record);
    }
  }

  private void cached(ByteBuffer record) {
    if (number(record) > 0) {
      text(record);
    }
  }

  private void text(ByteBuffer record) {
    int length = record.getInt(record.position());
    field(record, length == 0 ? Integer.BYTES : Integer.BYTES + length + Byte.BYTES);
  }

  private int number(ByteBuffer record) {
    int number = record.getInt(record.position());
    field(record, Integer.BYTES);
    return number;
  }

  private void fields(ByteBuffer record, int... lengths) {
    for (int length : lengths) {
      field(record, length);
    }
  }

  private void field(ByteBuffer record, int length) {
    if (used + length > CAPACITY) {
      used = 0;
    }
    used += length;
    record.position(record.position() + length);
  }
}
