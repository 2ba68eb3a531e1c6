package io.openmeet.reference.http;

import io.vertx.core.buffer.Buffer;

/**
 * The answer to a read, in each form it can be sent in. What costs time is done when it is made, so
 * that sending it a thousand times costs it once.
 *
 * @param plain JSON
 * @param gzip the same compressed, or null where that is not worth it or not wanted
 * @param entityTag by which a client knows whether it has this answer already
 */
public record Representation(Buffer plain, Buffer gzip, String entityTag) {

  /** For an answer that is sent once. */
  public static Representation once(Buffer plain) {
    return new Representation(plain, null, EntityTag.of(plain));
  }

  /** For an answer that is kept and sent again. */
  public static Representation kept(Buffer plain, boolean compressed) {
    return new Representation(
        plain,
        compressed && plain.length() >= ContentCoding.THRESHOLD ? ContentCoding.gzip(plain) : null,
        EntityTag.of(plain));
  }
}
