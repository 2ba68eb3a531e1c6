package io.openmeet.loadtest.simulationlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** A small log with every kind of record, and both encodings. */
final class SampleLog {
  static final long START_MS = 1_800_000_000_000L;
  static final LogHeader RUN =
      new LogHeader(
          "3.15.1",
          "io.openmeet.Sample",
          START_MS,
          "nightly 夜",
          List.of("Meetings", "Søk"),
          List.of(ByteBuffer.wrap(new byte[] {1, 2, 3})));

  /** The lines of {@link EventLines} for it. */
  static final List<String> LINES =
      List.of(
          "run io.openmeet.Sample of 3.15.1 at 1800000000000 \"nightly 夜\","
              + " scenarios [Meetings, Søk], 1 assertions",
          "user of Meetings starts at 5",
          "user of Søk starts at 6",
          "request [open] 10-15 ok \"\"",
          "request [Join, Lobby, open] 15-15 ok \"\"",
          "request [会議を探す] 16-40 ko \"found 503 — søk\"",
          "unmatched [event] at 41 ok \"\"",
          "group [Join, Lobby] 10-45 of 5 ko",
          "group [Join] 9-46 of 5 ok",
          "error \"broken: no such key \" at 47",
          "request [open] 20-48 ko \"found 503 — søk\"",
          "user of Søk ends at 50",
          "user of Meetings ends at 51");

  /**
   * Each record's bytes in hexadecimal, from {@link LogLayout} and not from {@link LogWriter}. The
   * comments count them, with a text's fields in parentheses. UTF-16 is in the byte order of x86-64
   * and arm64.
   */
  private static final List<String> RECORDS =
      List.of(
          // 1 + version (4 + 6 + 1) + class (4 + 18 + 1) + 8 + description (4 + 18 + 1)
          // + 4 + scenarios (4 + 8 + 1) + (4 + 3 + 1) + 4 + assertion (4 + 3) = 102
          "00 00000006 332e31352e31 00 00000012 696f2e6f70656e6d6565742e53616d706c65 00"
              + " 000001a3185c5000 00000012 6e0069006700680074006c00790020001c59 01"
              + " 00000002 00000008 4d656574696e6773 00 00000003 53f86b 00 00000001 00000003 010203",
          // 1 + 4 + 1 + 4 = 10
          "02 00000000 01 00000005",
          // 10
          "02 00000001 01 00000006",
          // 1 + 4 + new name (4 + 4 + 4 + 1) + 4 + 4 + 1 + new message (4 + 4) = 35
          "01 00000000 00000001 00000004 6f70656e 00 0000000a 0000000f 01 00000002 00000000",
          // 1 + 4 + new groups (4 + 4 + 4 + 1) + (4 + 4 + 5 + 1) + 4 + 4 + 4 + 1 + 4 = 49
          "01 00000002 00000003 00000004 4a6f696e 00 00000004 00000005 4c6f626279 00 ffffffff"
              + " 0000000f 0000000f 01 fffffffe",
          // 1 + 4 + new name (4 + 4 + 10 + 1) + 4 + 4 + 1 + new message (4 + 4 + 30 + 1) = 72
          "01 00000000 00000005 0000000a 1a4f708b9230a2635930 01 00000010 00000028 00"
              + " 00000006 0000001e 66006f0075006e00640020003500300033002000142020007300f8006b00 01",
          // 1 + 4 + new name (4 + 4 + 5 + 1) + 4 + 4 + 1 + 4 = 32
          "01 00000000 00000007 00000005 6576656e74 00 00000029 e7a3b000 01 fffffffe",
          // 1 + 4 + 4 + 4 + 4 + 4 + 4 + 1 = 26
          "03 00000002 fffffffd fffffffc 0000000a 0000002d 00000005 00",
          // 1 + 4 + 4 + 4 + 4 + 4 + 1 = 22
          "03 00000001 fffffffd 00000009 0000002e 00000005 01",
          // 1 + new message (4 + 4 + 20 + 1) + 4 = 34
          "04 00000008 00000014 62726f6b656e3a206e6f2073756368206b657920 00 0000002f",
          // 1 + 4 + 4 + 4 + 4 + 1 + 4 = 22
          "01 00000000 ffffffff 00000014 00000030 00 fffffffa",
          // 10
          "02 00000001 00 00000032",
          // 10
          "02 00000000 00 00000033");

  /** The offset behind each record: the sums of the counts above. */
  static final List<Integer> RECORD_ENDS =
      List.of(102, 112, 122, 157, 206, 278, 310, 336, 358, 392, 414, 424, 434);

  /** How many users are alive after no record, after the first, and so on. */
  static final List<Integer> USERS_ALIVE = List.of(0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 0);

  private SampleLog() {}

  static byte[] bytes() {
    return HexFormat.of().parseHex(String.join("", RECORDS).replace(" ", ""));
  }

  /** The same log from {@link LogWriter}. */
  static byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LogWriter log = new LogWriter(bytes, RUN)) {
      log.user(0, true, START_MS + 5);
      log.user(1, true, START_MS + 6);
      log.request(List.of(), "open", START_MS + 10, START_MS + 15, true, "");
      log.request(List.of("Join", "Lobby"), "open", START_MS + 15, START_MS + 15, true, "");
      log.request(List.of(), "会議を探す", START_MS + 16, START_MS + 40, false, "found 503 — søk");
      log.unmatched(List.of(), "event", START_MS + 41, true, "");
      log.group(List.of("Join", "Lobby"), START_MS + 10, START_MS + 45, 5, false);
      log.group(List.of("Join"), START_MS + 9, START_MS + 46, 5, true);
      log.error("broken: no such key ", START_MS + 47);
      log.request(List.of(), "open", START_MS + 20, START_MS + 48, false, "found 503 — søk");
      log.user(1, false, START_MS + 50);
      log.user(0, false, START_MS + 51);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
