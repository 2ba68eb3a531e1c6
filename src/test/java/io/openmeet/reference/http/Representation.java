package io.openmeet.reference.http;

import io.vertx.core.buffer.Buffer;

/**
 * The answer to a read, in each form in which it can be sent. It is compressed once, for the first
 * client that accepts it.
 */
public final class Representation {
  private final Buffer plain;
  private final String entityTag;
  private volatile Buffer gzip;

  /**
   * @param plain JSON, or a file
   * @param entityTag by which a client recognises an answer that it has already
   */
  public Representation(Buffer plain, String entityTag) {
    this.plain = plain;
    this.entityTag = entityTag;
  }

  public static Representation of(Buffer plain) {
    return new Representation(plain, EntityTag.of(plain));
  }

  public Buffer plain() {
    return plain;
  }

  public String entityTag() {
    return entityTag;
  }

  /** The same, compressed. Two requests at the same time may both compress it. */
  public Buffer gzip() {
    Buffer made = gzip;
    if (made == null) {
      made = ContentCoding.gzip(plain);
      gzip = made;
    }
    return made;
  }
}
