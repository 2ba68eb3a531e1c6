package io.openmeet.reference.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** The coding of an answer's body that the client accepts (RFC 9110, 12.5.3). */
enum ContentCoding {
  IDENTITY,
  GZIP,
  /** The client accepts no coding that the API has. */
  NONE_ACCEPTABLE;

  /** The smallest body, in bytes, that is worth the time of compressing it. */
  static final int THRESHOLD = 1_024;

  /** This level is fast and shrinks JSON to a quarter; higher ones shrink it little more. */
  private static final int LEVEL = 2;

  private static final double UNLISTED = -1;

  /**
   * @param acceptEncoding the request's header, or null
   * @param compresses whether the API has gzip
   * @param bytes the body's length; below {@link #THRESHOLD} it is compressed only for a client
   *     that accepts nothing else
   */
  static ContentCoding choose(String acceptEncoding, boolean compresses, int bytes) {
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
    if (gzip == UNLISTED) {
      gzip = others;
    }
    boolean acceptsGzip = compresses && gzip > 0;
    // Identity is acceptable unless its name or the star excludes it.
    boolean acceptsIdentity = (identity == UNLISTED ? others : identity) != 0;
    boolean prefersGzip = bytes >= THRESHOLD && gzip >= identity;
    if (acceptsGzip && (!acceptsIdentity || prefersGzip)) {
      return GZIP;
    }
    return acceptsIdentity ? IDENTITY : NONE_ACCEPTABLE;
  }

  static ApiError notAcceptable() {
    return new ApiError(406, "not_acceptable", "Accept-Encoding excludes both gzip and identity.");
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

  /** The weight of a coding, 0-1; a malformed one counts as if absent. */
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
