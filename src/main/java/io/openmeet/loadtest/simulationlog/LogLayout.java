package io.openmeet.loadtest.simulationlog;

import java.nio.ByteOrder;

/**
 * The layout of Gatling's binary {@code simulation.log}, written down once for {@link LogDecoder}
 * and {@link LogWriter}. Source: {@code LogFileDataWriter} and {@code RecordHeader} of gatling-core
 * 3.15.1, {@code LogFileReader} of gatling-charts 3.15.1. Versions 3.13 to 3.16 have this layout;
 * older logs were text.
 *
 * <p>A log is one Run record, then records of the other kinds in the order in which their events
 * reached the writer; there is no end mark. Numbers are big-endian.
 *
 * <pre>
 * Run      0x00  version:text class:text start:long description:text
 *                scenarios:int (name:text)*        a scenario's id is its place in this list
 *                assertions:int (length:int bytes)*  pickled by Gatling, opaque here
 * Request  0x01  groups:int (group:cached)* name:cached start:offset end:offset ok:bool message:cached
 * User     0x02  scenario:int starts:bool at:offset
 * Group    0x03  groups:int (group:cached)* start:offset end:offset cumulatedMs:int ok:bool
 * Error    0x04  message:cached at:offset
 *
 * offset   int   milliseconds since the run's start (the Run record's long, epoch milliseconds)
 * bool     byte  0 or 1
 * text     int   number of bytes n; when n is 0 nothing follows, otherwise
 *          n bytes, then one byte: {@value #LATIN_1} for ISO-8859-1, {@value #UTF_16} for UTF-16
 * cached   int   k &gt; 0: the k-th distinct text of the log, which follows; k counts up from 1
 *                k &lt; 0: the text that was defined as -k
 * </pre>
 *
 * <ul>
 *   <li>The bytes of a text are those of the JVM's own {@code String}: UTF-16 is in the byte order
 *       of the machine that wrote the log, which the log does not contain. The reader assumes the
 *       order of its own machine, as Gatling's reader does.
 *   <li>An incoming message that no check waited for (WebSocket, SSE) is a Request whose end is
 *       {@code Long.MIN_VALUE}. Cut to 32 bits this becomes the low half of {@code -start of the
 *       run}, see {@link #unmatchedEnd}. Gatling 3.15.1 drops such events before the writer; its
 *       layout still has room for them.
 *   <li>Gatling's clock never goes back and starts before the first event, so an offset is never
 *       negative and nothing ends before it starts: anything else is damage.
 * </ul>
 */
final class LogLayout {
  /** Versions of Gatling whose logs have this layout. */
  static final String VERSIONS = "3.13 to 3.16";

  static final byte RUN = 0;
  static final byte REQUEST = 1;
  static final byte USER = 2;
  static final byte GROUP = 3;
  static final byte ERROR = 4;

  static final byte LATIN_1 = 0;
  static final byte UTF_16 = 1;

  /** Byte order of the UTF-16 texts. */
  static final ByteOrder TEXT_ORDER = ByteOrder.nativeOrder();

  /**
   * The longest text or assertion: with its length and encoding it must fit the 8,192-byte buffer
   * of Gatling's writer.
   */
  static final int MAX_TEXT_BYTES = 8192 - Integer.BYTES - Byte.BYTES;

  // Gatling has no such limits. They are far above the needs of a run, and reveal a damaged count.
  static final int MAX_GROUP_DEPTH = 128;
  static final int MAX_SCENARIOS = 1_000;
  static final int MAX_ASSERTIONS = 1_000;
  static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

  /**
   * No request is longer. If an end equals the unmatched mark and would mean a longer request, it
   * is the mark.
   */
  private static final int LONGEST_REQUEST_MS = 24 * 60 * 60 * 1000;

  private LogLayout() {}

  static boolean isSupported(String version) {
    return version.matches("3\\.1[3-6]\\.\\d{1,4}");
  }

  /** {@code Long.MIN_VALUE - runStart} cut to an int, as the writer does it. */
  static int unmatchedEnd(long runStartMs) {
    return (int) (Long.MIN_VALUE - runStartMs);
  }

  /**
   * Whether a request's end offset is the mark of an unmatched event. In a long run the mark can
   * also be a real offset; it is one if the duration is plausible.
   */
  static boolean isUnmatched(int start, int end, int unmatchedEnd) {
    return end == unmatchedEnd && (end < start || (long) end - start > LONGEST_REQUEST_MS);
  }
}
