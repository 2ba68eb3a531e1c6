package io.openmeet.loadtest.simulationlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each record is added up by hand, field by field, as Gatling's writer asks for room. */
class WriterBufferTest {
  @ParameterizedTest
  @CsvSource({
    // header 1, scenario 4, starts 1, at 4
    "user,      8182, 8192",
    "user,      8183, 4",
    "user,      8187, 5",
    "user,      8188, 9",
    "user,      8191, 9",
    "user,      8192, 10",
    // header 1, groups 4, group 4, name 4, start 4, end 4, ok 1, message 4
    "request,   8166, 8192",
    "request,   8167, 4",
    "request,   8170, 4",
    "request,   8171, 5",
    "request,   8172, 9",
    "request,   8184, 21",
    "request,   8188, 25",
    // header 1, groups 4, group 4, start 4, end 4, cumulated 4, ok 1
    "group,     8170, 8192",
    "group,     8171, 1",
    "group,     8172, 5",
    "group,     8184, 17",
    // header 1, message 4, at 4
    "error,     8183, 8192",
    "error,     8184, 4",
    "error,     8188, 8",
    // header 1, index 4, length, three letters and encoding 8, at 4
    "new error, 8175, 8192",
    "new error, 8176, 4",
    "new error, 8180, 12",
    "new error, 8188, 16",
  })
  void shouldBeEmptiedWhereAFieldDoesNotFit(String kind, int usedBefore, int usedAfter)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int withoutDescription = write(new ByteArrayOutputStream(), "x", "").size() - 1;

    write(bytes, "x".repeat(usedBefore - withoutDescription), kind);

    LogDecoder decoder = new LogDecoder("a log", new LogVisitor() {});
    decoder.decode(ByteBuffer.wrap(bytes.toByteArray()));
    assertEquals(usedAfter, decoder.writerBufferUsed());
  }

  private static ByteArrayOutputStream write(
      ByteArrayOutputStream bytes, String description, String kind) throws IOException {
    LogRun run = new LogRun("3.15.1", "S", 0, description, List.of("A"), List.of());
    try (LogWriter log = new LogWriter(bytes, run)) {
      log.request(List.of("g"), "n", 0, 0, true, "");
      switch (kind) {
        case "user" -> log.user(0, true, 0);
        case "request" -> log.request(List.of("g"), "n", 0, 0, true, "");
        case "group" -> log.group(List.of("g"), 0, 0, 0, true);
        case "error" -> log.error("n", 0);
        case "new error" -> log.error("abc", 0);
        default -> {}
      }
    }
    return bytes;
  }
}
