package io.openmeet.loadtest.simulationlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogNamesTest {
  private static final List<String> NO_GROUPS = List.of();
  private static final LogHeader RUN = new LogHeader("3.15.1", "S", 0, "", List.of(), List.of());

  @Test
  void givesTheSameTextAndPathTheSameSmallId() throws IOException {
    StringBuilder ids = new StringBuilder();
    decode(
        log -> {
          log.request(NO_GROUPS, "a", 1, 2, true, "");
          log.request(List.of("a"), "a", 1, 2, true, "b");
          log.request(NO_GROUPS, "a", 1, 2, true, "b");
          log.request(List.of("a"), "a", 1, 2, true, "");
        },
        new LogVisitor() {
          @Override
          public void request(int path, long startMs, long endMs, boolean ok, int message) {
            ids.append(path).append(':').append(message).append(' ');
          }
        });

    // The second finds the group first: [a] is path 2 already, [a, a] is new.
    assertEquals("2:0 3:3 2:3 3:0 ", ids.toString());
  }

  /** A simulation that invents a name for each request must lose names, not memory or counts. */
  @Test
  void keepsABoundedNumberOfNamesAndCountsEverything() throws IOException {
    int[] requests = new int[LogNames.MAX_PATHS];
    int[] messages = new int[LogNames.MAX_TEXTS + 2];
    LogNames[] names = new LogNames[1];
    decode(
        log -> {
          for (int i = 0; i < 100_000; i++) {
            log.request(NO_GROUPS, "name " + i, 1, 2, false, "message " + i);
          }
          log.request(NO_GROUPS, "name 0", 1, 2, false, "message 99999");
        },
        new LogVisitor() {
          @Override
          public void run(LogHeader run, LogNames its) {
            names[0] = its;
          }

          @Override
          public void request(int path, long startMs, long endMs, boolean ok, int message) {
            requests[path]++;
            messages[message]++;
          }
        });

    int keptPaths = LogNames.MAX_PATHS - 2;
    assertEquals(100_000 - keptPaths, requests[LogNames.OTHER]);
    assertEquals(2, requests[2]);
    assertEquals(List.of("name 0"), names[0].path(2));
    assertEquals(List.of(LogNames.OTHER_TEXT), names[0].path(LogNames.OTHER));
    // Names and messages share the limit, half each.
    assertEquals(100_001 - LogNames.MAX_TEXTS / 2, messages[LogNames.OTHER]);
  }

  @Test
  void boundsTheCharactersItKeeps() throws IOException {
    int[] other = {0};
    decode(
        log -> {
          for (int i = 0; i < 1_000; i++) {
            log.error("%08d".formatted(i) + "x".repeat(7_992), 1);
          }
        },
        new LogVisitor() {
          @Override
          public void error(int message, long atMs) {
            other[0] += message == LogNames.OTHER ? 1 : 0;
          }
        });

    assertEquals(1_000 - LogNames.MAX_TEXT_CHARS / 8_000, other[0]);
  }

  /** 300 texts of 8,000 characters, each read twice, are fewer than the limit when counted once. */
  @Test
  void doesNotCountTheTextsOfARecordThatIsNotWholeYet() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LogWriter log = new LogWriter(bytes, RUN)) {
      for (int i = 0; i < 300; i++) {
        log.error("%08d".formatted(i) + "x".repeat(7_992), 1);
      }
    }
    // A kind, the text's number and length, the text with its encoding, and the time.
    int recordBytes = 1 + 4 + 4 + 8_000 + 1 + 4;
    int runBytes = bytes.size() - 300 * recordBytes;
    int[] own = {0};
    LogDecoder decoder =
        new LogDecoder(
            "a log",
            new LogVisitor() {
              @Override
              public void error(int message, long atMs) {
                own[0] += message == LogNames.OTHER ? 0 : 1;
              }
            });

    ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
    for (int end = runBytes; end <= bytes.size(); end += recordBytes) {
      decoder.decode(buffer.limit(end - 1));
      decoder.decode(buffer.limit(end));
    }

    assertEquals(300, own[0]);
  }

  private interface Writing {
    void to(LogWriter log) throws IOException;
  }

  private static void decode(Writing writing, LogVisitor visitor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LogWriter log = new LogWriter(bytes, RUN)) {
      writing.to(log);
    }
    LogDecoder decoder = new LogDecoder("a log", visitor);
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
    decoder.decode(buffer);
    assertEquals(LogEnd.Kind.COMPLETE, decoder.end(buffer.remaining()).kind());
  }
}
