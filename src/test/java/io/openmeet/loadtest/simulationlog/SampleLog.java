package io.openmeet.loadtest.simulationlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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

  private SampleLog() {}

  static byte[] bytes() {
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
