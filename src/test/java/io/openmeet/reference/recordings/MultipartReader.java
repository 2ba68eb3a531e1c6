package io.openmeet.reference.recordings;

import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Utf8;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a {@code multipart/form-data} body (RFC 7578) as it arrives, in pieces of any size. It
 * keeps at most a boundary or the headers of a part.
 *
 * <p>Vert.x 5.0.10 has such a reader too, but it adds a byte to a file when the line break before a
 * boundary arrives in two pieces, does not notice a missing end of the body, closes the connection
 * without an answer on some malformed headers, and changes file names: it drops quotes and turns
 * commas into spaces.
 */
final class MultipartReader {
  private static final int LARGEST_HEADERS = 8 << 10;
  private static final int MOST_PARTS = 16;
  private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};

  /** Receives the parts. */
  interface Parts {
    void begin(PartHeaders headers);

    /** Bytes of the part; the array does not change later, so the receiver may keep it. */
    void data(byte[] bytes, int offset, int length);

    void end();
  }

  private enum State {
    /** Before the first boundary. */
    PREAMBLE,
    /** After a boundary: two hyphens end the body, a line break begins a part. */
    BOUNDARY,
    HEADERS,
    DATA,
    /** After the last boundary; the rest is ignored. */
    OVER
  }

  private final Parts parts;
  private final Delimiter delimiter;
  private State state = State.PREAMBLE;
  private int count;

  /** Bytes not yet classified. Starts with the line break that the first boundary may lack. */
  private byte[] rest = {'\r', '\n'};

  MultipartReader(String boundary, Parts parts) {
    this.parts = parts;
    this.delimiter = new Delimiter(("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the last boundary has come: the body is complete. */
  boolean over() {
    return state == State.OVER;
  }

  void read(Buffer arrived) {
    byte[] bytes = Arrays.copyOf(rest, rest.length + arrived.length());
    arrived.getBytes(bytes, rest.length);
    int position = 0;
    int before;
    State stateBefore;
    do {
      before = position;
      stateBefore = state;
      position = step(bytes, position);
    } while (position != before || state != stateBefore);
    rest = Arrays.copyOfRange(bytes, position, bytes.length);
  }

  /** Reads to the end of one state. If position and state do not change, it needs more bytes. */
  private int step(byte[] bytes, int from) {
    return switch (state) {
      case PREAMBLE, DATA -> toBoundary(bytes, from);
      case BOUNDARY -> afterBoundary(bytes, from);
      case HEADERS -> headers(bytes, from);
      case OVER -> bytes.length;
    };
  }

  private int toBoundary(byte[] bytes, int from) {
    boolean inPart = state == State.DATA;
    int found = delimiter.find(bytes, from);
    // If there is no boundary, the end of the bytes may still be the beginning of one.
    int dataEnd = found >= 0 ? found : Math.max(from, bytes.length - delimiter.length() + 1);
    if (inPart && dataEnd > from) {
      parts.data(bytes, from, dataEnd - from);
    }
    if (found < 0) {
      return dataEnd;
    }
    if (inPart) {
      parts.end();
    }
    state = State.BOUNDARY;
    return found + delimiter.length();
  }

  private int afterBoundary(byte[] bytes, int from) {
    if (bytes.length - from < 2) {
      return from;
    }
    if (bytes[from] == '-' && bytes[from + 1] == '-') {
      state = State.OVER;
      return bytes.length;
    }
    // The headers begin with the line break that ends the boundary, so that a part without headers
    // ends them with the same four bytes as a part with headers.
    if (bytes[from] != '\r' || bytes[from + 1] != '\n') {
      throw ApiError.badRequest("The multipart body is malformed after a boundary.");
    }
    state = State.HEADERS;
    return from;
  }

  private int headers(byte[] bytes, int from) {
    int end = new Delimiter(HEADERS_END).find(bytes, from);
    if ((end < 0 ? bytes.length : end) - from > LARGEST_HEADERS) {
      throw ApiError.badRequest("The headers of a part are larger than 8 KiB.");
    }
    if (end < 0) {
      return from;
    }
    if (++count > MOST_PARTS) {
      throw ApiError.badRequest("The multipart body has more than " + MOST_PARTS + " parts.");
    }
    parts.begin(
        PartHeaders.parse(
            Utf8.text(bytes, from, end - from)
                .orElseThrow(() -> ApiError.badRequest("The headers of a part are not UTF-8."))));
    state = State.DATA;
    return end + HEADERS_END.length;
  }
}
