package io.openmeet.reference.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict decoding of UTF-8. Java by default accepts malformed text and replaces characters. */
public final class Utf8 {
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
    if (query.chars().anyMatch(c -> c >= 0x80)) {
      return false;
    }
    try {
      // In ISO-8859-1 each byte is a character.
      byte[] bytes = URLDecoder.decode(query, ISO_8859_1).getBytes(ISO_8859_1);
      return text(bytes, 0, bytes.length).isPresent();
    } catch (IllegalArgumentException incompleteEscape) {
      return false;
    }
  }
}
