package io.openmeet.loadtest.simulationlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogDamageTest {
  private static final int DAMAGES = 20_000;

  @TempDir Path folder;

  /** Each line: a record in hexadecimal after the Run record, and its error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00                                    | no record begins with 0",
        "05                                    | no record begins with 5",
        "ff                                    | no record begins with -1",
        "02 00000002 01 00000000               | scenario 2 of 2",
        "02 ffffffff 01 00000000               | scenario -1 of 2",
        "02 00000000 02                        | a flag with the value 2, expected 0 or 1",
        "02 00000000 00 00000000               | a user ends without a start",
        "02 00000000 01 ffffffff               | a time before the run's start",
        "04 00000002                           | text 2 is defined, expected text 1",
        "04 00000000                           | text 0 is used, but only 0 are defined",
        "04 ffffffff                           | text 1 is used, but only 0 are defined",
        "04 80000000                           | text 2147483648 is used, but only 0 are defined",
        "04 00000001 00001ffc                  | 8188 bytes of text, at most 8187",
        "04 00000001 ffffffff                  | -1 bytes of text, at most 8187",
        "04 00000001 00000001 41 01            | a text in encoding 1",
        "04 00000001 00000001 41 02            | a text in encoding 2",
        "03 00000081                           | 129 groups, at most 128",
        "03 7fffffff                           | 2147483647 groups, at most 128",
        "03 00000000 00000000 00000000 00000000 01"
            + "             | a group without a name or with a negative duration",
        "01 00000000 00000001 00000000 00000009 00000008 01 ffffffff"
            + "             | a request ends before it starts",
      })
  void reportsWhatIsWrongAndWhere(String record, String reason) throws IOException {
    int runLength = SampleLog.RECORD_ENDS.get(0);
    ByteBuffer damaged = ByteBuffer.allocate(runLength + 100);
    damaged.put(SampleLog.bytes(), 0, runLength);
    for (String hex : record.replace(" ", "").split("(?<=\\G..)")) {
      damaged.put((byte) Integer.parseInt(hex, 16));
    }
    Path log =
        Files.write(
            folder.resolve("damaged.log"), Arrays.copyOf(damaged.array(), damaged.position()));

    LogEnd end = LogReader.readAll(log, new LogVisitor() {});

    assertEquals(
        "%s is damaged at byte %d: %s; 1 whole records up to byte %d were read."
            .formatted(log, runLength, reason, runLength),
        end.toString());
    assertTrue(end.isPartial());
  }

  /**
   * A group whose 128 levels are all new and of maximum length is complete at 1 MB; no record is
   * longer.
   */
  @Test
  void readsTheLongestRecord() throws IOException {
    Path log = folder.resolve("simulation.log");
    String[] path = new String[LogLayout.MAX_GROUP_DEPTH];
    Arrays.setAll(path, level -> "%08d".formatted(level) + "x".repeat(8_187 - 8));
    try (LogWriter writer = new LogWriter(log, SampleLog.RUN)) {
      writer.group(Arrays.asList(path), SampleLog.START_MS, SampleLog.START_MS, 0, true);
    }

    LogEnd end = LogReader.readAll(log, new LogVisitor() {});

    assertEquals(LogEnd.Kind.COMPLETE, end.kind());
    assertEquals(2, end.records());
  }

  /**
   * Damage may stay unnoticed only when another run could have written the damaged log: with
   * another time, another name, or a success instead of a failure. Then the records that were read,
   * written again, give the damaged bytes. The reader may skip or invent nothing. (A damaged text
   * in UTF-16 may become one that ISO-8859-1 can hold, and is then written shorter: a JVM without
   * compact strings writes all its texts in UTF-16, and the reader must accept them.)
   */
  @Test
  void skipsAndInventsNothingInADamagedLog() {
    byte[] whole = SampleLog.bytes();
    SplittableRandom random = new SplittableRandom(20_260_101);
    Map<LogEnd.Kind, Integer> outcomes = new EnumMap<>(LogEnd.Kind.class);
    int[] refused = {0};
    int[] shorter = {0};
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = damage(whole, random);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            LogCopy copy = new LogCopy(bytes);
            LogDecoder decoder = new LogDecoder("a log", copy);
            ByteBuffer buffer = ByteBuffer.wrap(damaged);
            try {
              decoder.decode(buffer);
            } catch (UnreadableLogException e) {
              refused[0]++;
              continue;
            }
            LogEnd end = decoder.end(buffer.remaining());
            copy.close();
            byte[] again = bytes.toByteArray();
            outcomes.merge(end.kind(), 1, Integer::sum);
            byte[] read = Arrays.copyOf(damaged, (int) end.offset());
            if (again.length < read.length) {
              assertEquals(lines(read), lines(again), "damage " + i);
              shorter[0]++;
            } else {
              assertArrayEquals(read, again, "damage " + i);
            }
            if (end.kind() == LogEnd.Kind.COMPLETE) {
              assertEquals(damaged.length, end.offset(), "damage " + i);
            }
          }
        });
    assertBetween(1, shorter[0], DAMAGES / 100);
    // Each outcome occurs, so the damages are of many kinds.
    assertBetween(DAMAGES / 100, refused[0], DAMAGES / 10);
    // A log cut at its first byte is rare.
    assertBetween(1, outcomes.remove(LogEnd.Kind.EMPTY), DAMAGES / 100);
    assertEquals(LogEnd.Kind.values().length - 1, outcomes.size());
    for (int outcome : outcomes.values()) {
      assertBetween(DAMAGES / 20, outcome, DAMAGES * 3 / 4);
    }
  }

  private static List<String> lines(byte[] log) throws UnreadableLogException {
    EventLines lines = new EventLines();
    new LogDecoder("a log", lines).decode(ByteBuffer.wrap(log));
    return lines.lines();
  }

  private static byte[] damage(byte[] whole, SplittableRandom random) {
    byte[] damaged = whole.clone();
    int at = random.nextInt(damaged.length);
    switch (random.nextInt(6)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> damaged[at] = (byte) random.nextInt(256);
      case 2 -> {
        for (int i = at; i < Math.min(damaged.length, at + 8); i++) {
          damaged[i] = (byte) random.nextInt(256);
        }
      }
      case 3 -> Arrays.fill(damaged, at, Math.min(damaged.length, at + 64), (byte) 0);
      case 4 -> damaged = Arrays.copyOf(damaged, at);
      default -> {
        int length = random.nextInt(1, 16);
        int from = Math.min(at + length, damaged.length);
        System.arraycopy(whole, from, damaged, at, whole.length - from);
        damaged = Arrays.copyOf(damaged, whole.length - (from - at));
      }
    }
    return damaged;
  }

  private static void assertBetween(int least, int actual, int most) {
    assertTrue(actual >= least && actual <= most, actual + " not in " + least + ".." + most);
  }
}
