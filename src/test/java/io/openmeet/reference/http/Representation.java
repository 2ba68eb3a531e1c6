package io.openmeet.reference.http;

import io.vertx.core.buffer.Buffer;

/**
 * The answer to a read, in each form it can be sent in. It is compressed when somebody first takes
 * it so, and once.
 */
public final class Representation {
  private final Buffer plain;
  private final String entityTag;
  private volatile Buffer gzip;

  /**
   * @param plain JSON
   * @param entityTag by which a client knows whether it has this answer already
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

  /** The same compressed. Two who ask at once may both do the work. */
  public Buffer gzip() {
    Buffer made = gzip;
    if (made == null) {
      made = ContentCoding.gzip(plain);
      gzip = made;
    }
    return made;
  }
}
