package io.openmeet.loadtest.simulationlog;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the fields of records. An impossible value is damage; an incomplete field is a {@link
 * BufferUnderflowException}. Sizes are checked before memory is allocated.
 */
final class Fields {
  private Fields() {}

  static boolean bool(ByteBuffer in) {
    byte value = in.get();
    if (value != 0 && value != 1) {
      throw new DamagedRecordException("a flag with the value " + value + ", expected 0 or 1");
    }
    return value == 1;
  }

  /** Milliseconds since the run's start. */
  static int offset(ByteBuffer in) {
    int offset = in.getInt();
    if (offset < 0) {
      throw new DamagedRecordException("a time before the run's start");
    }
    return offset;
  }

  static int count(ByteBuffer in, int most, String what) {
    int count = in.getInt();
    if (count < 0 || count > most) {
      throw new DamagedRecordException(
          String.format(Locale.ROOT, "%d %s, at most %d", count, what, most));
    }
    return count;
  }

  static ByteBuffer bytes(ByteBuffer in) {
    return ByteBuffer.wrap(take(in, count(in, LogLayout.MAX_TEXT_BYTES, "bytes")));
  }

  static String text(ByteBuffer in) {
    int length = count(in, LogLayout.MAX_TEXT_BYTES, "bytes of text");
    if (length == 0) {
      return "";
    }
    byte[] bytes = take(in, length);
    byte encoding = in.get();
    if (encoding == LogLayout.LATIN_1) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    if (encoding != LogLayout.UTF_16 || length % 2 != 0) {
      throw new DamagedRecordException("a text in encoding " + encoding);
    }
    // Without a Charset, which would replace a lone surrogate.
    return ByteBuffer.wrap(bytes).order(LogLayout.TEXT_ORDER).asCharBuffer().toString();
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (in.remaining() < length) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
