package io.openmeet.reference.cache;

import io.openmeet.reference.http.Representation;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * An answer as it lies in Redis.
 *
 * <pre>
 * version      8 bytes   count of writes when its making began
 * made at      8 bytes   milliseconds of this process's clock
 * entity tag   1 byte length, then that many bytes of ASCII
 * plain        4 bytes length, then that many bytes
 * gzip         the rest; nothing when there is none
 * </pre>
 */
record Entry(long version, long madeAtMs, Representation answer) {
  private static final int TAG_AT = 2 * Long.BYTES;

  Buffer toBytes() {
    byte[] tag = answer.entityTag().getBytes(StandardCharsets.US_ASCII);
    Buffer plain = answer.plain();
    Buffer gzip = answer.gzip() == null ? Buffer.buffer() : answer.gzip();
    return Buffer.buffer(TAG_AT + 1 + tag.length + Integer.BYTES + plain.length() + gzip.length())
        .appendLong(version)
        .appendLong(madeAtMs)
        .appendByte((byte) tag.length)
        .appendBytes(tag)
        .appendInt(plain.length())
        .appendBuffer(plain)
        .appendBuffer(gzip);
  }

  static Entry of(Buffer bytes) {
    int plainLengthAt = TAG_AT + 1 + bytes.getByte(TAG_AT);
    int plainAt = plainLengthAt + Integer.BYTES;
    int gzipAt = plainAt + bytes.getInt(plainLengthAt);
    return new Entry(
        bytes.getLong(0),
        bytes.getLong(Long.BYTES),
        new Representation(
            bytes.slice(plainAt, gzipAt),
            gzipAt == bytes.length() ? null : bytes.slice(gzipAt, bytes.length()),
            bytes.getString(TAG_AT + 1, plainLengthAt, "US-ASCII")));
  }
}
