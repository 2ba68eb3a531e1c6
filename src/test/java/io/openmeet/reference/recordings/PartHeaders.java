package io.openmeet.reference.recordings;

import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Utf8;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The headers of a part.
 *
 * @param name the form field
 * @param fileName null for a text field
 * @param contentType null when the part has none
 */
record PartHeaders(String name, String fileName, String contentType) {

  static PartHeaders parse(String headers) {
    String disposition = "";
    String contentType = null;
    for (String line : headers.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
          case "content-disposition" -> disposition = value;
          case "content-type" -> contentType = value;
          default -> {}
        }
      }
    }
    return ofDisposition(disposition, contentType);
  }

  private static PartHeaders ofDisposition(String disposition, String contentType) {
    String name = null;
    String fileName = null;
    String encodedFileName = null;
    int at = disposition.indexOf(';');
    while (at >= 0 && at < disposition.length()) {
      int equals = disposition.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String key = disposition.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      int end = valueEnd(disposition, equals + 1);
      String value = disposition.substring(equals + 1, end).strip();
      switch (key) {
        case "name" -> name = unquote(value);
        case "filename" -> fileName = unquote(value);
        case "filename*" -> encodedFileName = decode(value);
        default -> {}
      }
      at = disposition.indexOf(';', end);
    }
    if (name == null) {
      throw ApiError.badRequest("A part has no name.");
    }
    return new PartHeaders(name, encodedFileName == null ? fileName : encodedFileName, contentType);
  }

  /**
   * The end of a value. A quoted value ends at a quote before a semicolon or the end of the text.
   * Other quotes should be escaped, but some clients, such as Gatling, do not escape them.
   */
  private static int valueEnd(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      for (int i = at + 1; i < text.length(); i++) {
        if (text.charAt(i) == '\\') {
          i++;
        } else if (text.charAt(i) == '"') {
          String after = text.substring(i + 1).stripLeading();
          if (after.isEmpty() || after.startsWith(";")) {
            return i + 1;
          }
        }
      }
      return text.length();
    }
    int semicolon = text.indexOf(';', at);
    return semicolon < 0 ? text.length() : semicolon;
  }

  private static String unquote(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < value.length() - 1; i++) {
      char c = value.charAt(i);
      boolean escape = c == '\\' && i + 1 < value.length() - 1;
      if (escape && (value.charAt(i + 1) == '"' || value.charAt(i + 1) == '\\')) {
        i++;
      }
      text.append(value.charAt(i));
    }
    return text.toString();
  }

  /** {@code UTF-8'en'R%C3%BCckblick}, as in RFC 5987. */
  private static String decode(String value) {
    String[] parts = value.split("'", 3);
    try {
      Charset charset = parts[0].isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(parts[0]);
      if (charset.equals(StandardCharsets.UTF_8) && !Utf8.isEscaped(parts[2])) {
        throw ApiError.badRequest("The encoded file name is not UTF-8.");
      }
      return URLDecoder.decode(parts[2].replace("+", "%2B"), charset);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
      throw ApiError.badRequest("The encoded file name is malformed.");
    }
  }
}
