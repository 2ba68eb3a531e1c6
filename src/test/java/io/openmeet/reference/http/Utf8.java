package io.openmeet.reference.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict decoding of UTF-8. Java by default accepts malformed text and replaces characters. */
public final class Utf8 {
  private static final int HEX = 16;

  private Utf8() {}

  /** The text, or nothing when the bytes are not UTF-8. */
  public static Optional<String> text(byte[] bytes, int offset, int length) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, offset, length))
              .toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Whether a query string is ASCII, and its escapes, such as %C3%BC, are UTF-8. The meaning of
   * other bytes is unknown; Netty reads them as ISO-8859-1.
   */
  public static boolean isEscaped(String query) {
    if (query == null) {
      return true;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(query.length());
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      if (c == '%' && i + 2 < query.length() && isHex(query, i + 1) && isHex(query, i + 2)) {
        bytes.write(Integer.parseInt(query, i + 1, i + 3, HEX));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return text(bytes.toByteArray(), 0, bytes.size()).isPresent();
  }

  private static boolean isHex(String text, int at) {
    return Character.digit(text.charAt(at), HEX) >= 0;
  }
}
