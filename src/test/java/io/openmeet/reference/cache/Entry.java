package io.openmeet.reference.cache;

import io.openmeet.reference.http.Representation;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * An answer as stored in Redis.
 *
 * <pre>
 * version      8 bytes   count of writes when its making began
 * made at      8 bytes   milliseconds of this process's clock
 * entity tag   1 byte length, then that many bytes of ASCII
 * plain        the rest
 * </pre>
 */
record Entry(long version, long madeAtMs, Representation answer) {
  private static final int TAG_AT = 2 * Long.BYTES;

  /** Bytes for its objects, its key and its place in a map. */
  private static final int OVERHEAD = 500;

  /** Its approximate size in memory. */
  long bytes() {
    return OVERHEAD + answer.plain().length();
  }

  Buffer toBytes() {
    byte[] tag = answer.entityTag().getBytes(StandardCharsets.US_ASCII);
    Buffer plain = answer.plain();
    return Buffer.buffer(TAG_AT + 1 + tag.length + plain.length())
        .appendLong(version)
        .appendLong(madeAtMs)
        .appendByte((byte) tag.length)
        .appendBytes(tag)
        .appendBuffer(plain);
  }

  static Entry of(Buffer bytes) {
    int plainAt = TAG_AT + 1 + bytes.getByte(TAG_AT);
    return new Entry(
        bytes.getLong(0),
        bytes.getLong(Long.BYTES),
        new Representation(
            bytes.slice(plainAt, bytes.length()),
            bytes.getString(TAG_AT + 1, plainAt, "US-ASCII")));
  }
}
