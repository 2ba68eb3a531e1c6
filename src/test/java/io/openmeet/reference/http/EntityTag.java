package io.openmeet.reference.http;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Entity tags (RFC 9110, 8.8.3). All are weak: one tag serves an answer in all its codings, which
 * are different bytes with the same meaning.
 */
final class EntityTag {
  private static final String WEAK = "W/";
  private static final char QUOTE = '"';

  private EntityTag() {}

  /**
   * Two checksums of different polynomials and the length. The processor computes them fast, which
   * matters for answers that are made for each request. They need not be safe against forgery: a
   * user only gets tags of their own data.
   */
  static String of(Buffer body) {
    byte[] bytes = body.getBytes();
    CRC32 one = new CRC32();
    one.update(bytes, 0, bytes.length);
    CRC32C other = new CRC32C();
    other.update(bytes, 0, bytes.length);
    return WEAK
        + QUOTE
        + Long.toHexString(one.getValue() << 32 | other.getValue())
        + '-'
        + Integer.toHexString(bytes.length)
        + QUOTE;
  }

  /**
   * Whether one of the tags that a client knows is this one, compared weakly.
   *
   * @param known the values of {@code If-None-Match}: lists of tags, or {@code *} for any; a
   *     malformed value matches nothing
   */
  static boolean isAmong(List<String> known, String tag) {
    for (String list : known) {
      if (list.strip().equals("*") || contains(list, opaque(tag))) {
        return true;
      }
    }
    return false;
  }

  /** Splits at quotes, because a tag may contain a comma. */
  private static boolean contains(String list, String opaque) {
    int open = list.indexOf(QUOTE);
    while (open >= 0) {
      int close = list.indexOf(QUOTE, open + 1);
      if (close < 0) {
        return false;
      }
      if (close + 1 - open == opaque.length()
          && list.regionMatches(open, opaque, 0, opaque.length())) {
        return true;
      }
      open = list.indexOf(QUOTE, close + 1);
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }
}
