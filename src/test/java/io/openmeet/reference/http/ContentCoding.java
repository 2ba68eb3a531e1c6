package io.openmeet.reference.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How an answer's body may be coded on its way, as the client asks (RFC 9110, 12.5.3). */
enum ContentCoding {
  IDENTITY,
  GZIP,
  /** What the client takes is not on offer. */
  NONE_ACCEPTABLE;

  /** Bytes from which compressing a body is worth its time. */
  static final int THRESHOLD = 1_024;

  /** Fast rather than dense: JSON shrinks to a quarter at once, and to little less with effort. */
  private static final int LEVEL = 2;

  private static final double UNLISTED = -1;

  /**
   * @param acceptEncoding the request's header, or null
   * @param offered whether gzip is on offer
   * @param worthwhile whether the body is large enough; a smaller one is compressed for a client
   *     that takes nothing else
   */
  static ContentCoding choose(String acceptEncoding, boolean offered, boolean worthwhile) {
    if (acceptEncoding == null) {
      return IDENTITY;
    }
    double gzip = UNLISTED;
    double identity = UNLISTED;
    double others = UNLISTED;
    for (String element : acceptEncoding.split(",")) {
      int end = element.indexOf(';');
      String coding = (end < 0 ? element : element.substring(0, end)).strip();
      double quality = end < 0 ? 1 : quality(element.substring(end + 1));
      switch (coding.toLowerCase(Locale.ROOT)) {
        case "gzip", "x-gzip" -> gzip = quality;
        case "identity" -> identity = quality;
        case "*" -> others = quality;
        default -> {}
      }
    }
    boolean takesGzip = offered && (gzip == UNLISTED ? others : gzip) > 0;
    // Identity is acceptable unless it is ruled out, by name or by the star.
    boolean takesIdentity = (identity == UNLISTED ? others : identity) != 0;
    boolean prefersIdentity = identity > (gzip == UNLISTED ? others : gzip);
    if (takesGzip && (!takesIdentity || worthwhile && !prefersIdentity)) {
      return GZIP;
    }
    return takesIdentity ? IDENTITY : NONE_ACCEPTABLE;
  }

  static ApiError notAcceptable() {
    return new ApiError(
        406, "not_acceptable", "Accept-Encoding leaves no coding that is on offer here.");
  }

  static Buffer gzip(Buffer plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(THRESHOLD);
    try (GZIPOutputStream gzip = new QuickGzip(bytes)) {
      gzip.write(plain.getBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /** The weight of a coding, 0-1; a malformed one counts like none. */
  private static double quality(String parameters) {
    for (String parameter : parameters.split(";")) {
      String[] nameAndValue = parameter.strip().split("=", 2);
      if (nameAndValue.length == 2 && nameAndValue[0].equalsIgnoreCase("q")) {
        try {
          double quality = Double.parseDouble(nameAndValue[1]);
          return quality >= 0 && quality <= 1 ? quality : UNLISTED;
        } catch (NumberFormatException malformed) {
          return UNLISTED;
        }
      }
    }
    return 1;
  }

  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(LEVEL);
    }
  }
}
