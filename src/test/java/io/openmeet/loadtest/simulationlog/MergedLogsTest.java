package io.openmeet.loadtest.simulationlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedLogsTest {
  private static final long START_MS = SampleLog.START_MS;

  @TempDir Path folder;

  private interface Writing {
    void to(LogWriter log) throws IOException;
  }

  private Path log(String name, LogHeader run, Writing records) throws IOException {
    Path log = folder.resolve(name);
    try (LogWriter writer = new LogWriter(log, run)) {
      records.to(writer);
    }
    return log;
  }

  private static LogHeader run(long startMs, String... scenarios) {
    return new LogHeader("3.15.1", "Api", startMs, "", List.of(scenarios), List.of());
  }

  private static RecordedLog merged(List<Path> logs) throws IOException {
    RecordedLog merged = new RecordedLog();
    MergedLogs.read(logs, merged);
    return merged;
  }

  private static List<RecordedLog> each(List<Path> logs) throws IOException {
    List<RecordedLog> each = new ArrayList<>();
    for (Path log : logs) {
      RecordedLog records = new RecordedLog();
      LogReader.readAll(log, records);
      each.add(records);
    }
    return each;
  }

  @Test
  void givesTheRecordsOfTwoLogsInTheOrderOfTheirEvents() throws IOException {
    Path first =
        log(
            "first.log",
            run(START_MS + 5, "API", "Watch"),
            log -> {
              log.user(0, true, START_MS + 5);
              log.request(List.of("Join"), "open", START_MS + 5, START_MS + 20, true, "");
              log.user(1, true, START_MS + 20);
              log.group(List.of("Join"), START_MS + 5, START_MS + 31, 15, true);
            });
    Path second =
        log(
            "second.log",
            run(START_MS, "Watch", "Verdict"),
            log -> {
              log.user(1, true, START_MS + 5);
              log.error("no key", START_MS + 6);
              log.request(List.of(), "open", START_MS + 19, START_MS + 19, false, "found 503");
              log.user(0, true, START_MS + 20);
              log.unmatched(List.of(), "event", START_MS + 30, true, "");
            });
    EventLines lines = new EventLines();

    List<LogEnd> ends = MergedLogs.read(List.of(first, second), lines);

    assertEquals(
        List.of(
            "run Api of 3.15.1 at 1800000000000 \"\", scenarios [API, Watch, Verdict],"
                + " 0 assertions",
            "user of API starts at 5",
            "user of Verdict starts at 5",
            "error \"no key\" at 6",
            "request [open] 19-19 ko \"found 503\"",
            "request [Join, open] 5-20 ok \"\"",
            "user of Watch starts at 20",
            "user of Watch starts at 20",
            "unmatched [event] at 30 ok \"\"",
            "group [Join] 5-31 of 15 ok"),
        lines.lines());
    assertEquals(List.of(LogReader.readRun(first, lines), LogReader.readRun(second, lines)), ends);
  }

  /** Up to 2,500 records a log, so that a log takes several buffers. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesTheSameAsSortingAllRecords(long seed) throws IOException {
    Random random = new Random(seed);
    List<Path> logs = new ArrayList<>();
    int count = 2 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      logs.add(folder.resolve(i + ".log"));
      RandomLog.write(logs.get(i), "of " + i, random.nextInt(2_500), random);
    }
    List<RecordedLog> each = each(logs);

    RecordedLog merged = merged(logs);

    assertEquals(RecordedLog.sorted(each), merged.events());
    assertEquals(
        each.stream().mapToLong(log -> log.run().startMs()).min().orElseThrow(),
        merged.run().startMs());
    assertEquals(
        each.stream().flatMap(log -> log.run().scenarios().stream()).distinct().toList(),
        merged.run().scenarios());
    assertEquals(merged.events(), each(List.of(written(logs))).get(0).events());
  }

  /** The log of the merged records. */
  private Path written(List<Path> logs) throws IOException {
    Path log = folder.resolve("merged.log");
    try (LogCopy copy = new LogCopy(Files.newOutputStream(log))) {
      MergedLogs.read(logs, copy);
    }
    return log;
  }

  @Test
  void givesForOneLogExactlyWhatTheReaderGives() throws IOException {
    Path log = folder.resolve("one.log");
    RandomLog.write(log, "one", 3_000, new Random(9));
    RecordedLog read = new RecordedLog();
    RecordedLog merged = new RecordedLog();

    LogEnd end = LogReader.readRun(log, read);
    List<LogEnd> ends = MergedLogs.read(List.of(log), merged);

    assertEquals(List.of(end), ends);
    assertEquals(read.run(), merged.run());
    assertEquals(read.calls(), merged.calls());
    assertEquals(-1, Files.mismatch(log, written(List.of(log))));
  }

  @Test
  void takesDescriptionAndAssertionsFromTheFirstLog() throws IOException {
    Path first = Files.write(folder.resolve("first.log"), SampleLog.bytes());
    LogHeader other =
        new LogHeader(
            SampleLog.RUN.gatlingVersion(),
            SampleLog.RUN.simulationClass(),
            START_MS + 1,
            "other",
            List.of(),
            List.of(ByteBuffer.allocate(9)));
    Path second = log("second.log", other, log -> {});

    assertEquals(SampleLog.RUN, merged(List.of(first, second)).run());
  }

  /** The first or the second log is cut behind a record, or within it; at 0, its file is empty. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void usesTheReadablePartOfALogThatIsCutOff(boolean cutsFirst) throws IOException {
    byte[] whole = SampleLog.bytes();
    Path other = log("other.log", SampleLog.RUN, log -> log.error("crash", START_MS + 47));
    for (int length : cuts()) {
      Path cut = Files.write(folder.resolve("cut.log"), Arrays.copyOf(whole, length));
      List<Path> logs = cutsFirst ? List.of(cut, other) : List.of(other, cut);

      assertReadsWhatTheReaderReads(logs);
    }
  }

  private static int[] cuts() {
    return IntStream.concat(
            IntStream.of(0),
            SampleLog.RECORD_ENDS.stream().flatMapToInt(end -> IntStream.of(end - 1, end)))
        .toArray();
  }

  @Test
  void usesTheReadablePartOfADamagedLog() throws IOException {
    Path other = log("other.log", SampleLog.RUN, log -> log.error("crash", START_MS + 47));
    byte[] damaged = SampleLog.bytes();
    damaged[SampleLog.RECORD_ENDS.get(5)] = 9;
    Path log = Files.write(folder.resolve("damaged.log"), damaged);

    List<LogEnd> ends = assertReadsWhatTheReaderReads(List.of(log, other));

    assertEquals(
        log
            + " is damaged at byte 278: no record begins with 9;"
            + " 6 whole records up to byte 278 were read.",
        ends.get(0).toString());
  }

  private static List<LogEnd> assertReadsWhatTheReaderReads(List<Path> logs) throws IOException {
    RecordedLog merged = new RecordedLog();
    List<LogEnd> ends = MergedLogs.read(logs, merged);
    List<LogEnd> expected = new ArrayList<>();
    for (Path log : logs) {
      expected.add(LogReader.readAll(log, new LogVisitor() {}));
    }
    assertEquals(expected, ends);
    assertEquals(RecordedLog.sorted(each(logs)), merged.events());
    return ends;
  }

  @Test
  void refusesALogOfAnotherVersion() throws IOException {
    Path first = log("first.log", run(START_MS, "API"), log -> {});
    LogHeader other = new LogHeader("3.16.0", "Api", START_MS, "", List.of("API"), List.of());
    Path second = log("second.log", other, log -> {});

    assertRefuses(
        second
            + " has the version of Gatling 3.16.0, but the first log has 3.15.1."
            + " Merge logs of one run only.",
        List.of(first, second));
  }

  @Test
  void refusesALogOfAnotherSimulation() throws IOException {
    Path first = log("first.log", run(START_MS, "API"), log -> {});
    Path empty = Files.createFile(folder.resolve("empty.log"));
    LogHeader other = new LogHeader("3.15.1", "Search", START_MS, "", List.of("API"), List.of());
    Path second = log("second.log", other, log -> {});

    assertRefuses(
        second
            + " has the simulation Search, but the first log has Api."
            + " Merge logs of one run only.",
        List.of(empty, first, second));
  }

  @Test
  void refusesAFileThatIsNoLog() throws IOException {
    Path first = log("first.log", run(START_MS, "API"), log -> {});
    Path text = Files.writeString(folder.resolve("text.log"), "RUN\tSample\t3.11\n");

    assertRefuses(
        text
            + " is not a Gatling simulation log: its first bytes are not a Run record."
            + " Expected the simulation.log of a run with Gatling 3.13 to 3.16.",
        List.of(first, text));
  }

  @Test
  void refusesLogsWithoutARun() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.log"));
    Path cut = Files.write(folder.resolve("cut.log"), Arrays.copyOf(SampleLog.bytes(), 50));

    assertRefuses(
        empty
            + " is empty. "
            + cut
            + " is cut off: its last 50 bytes are the beginning of a record; 0 whole records up to"
            + " byte 0 were read. They contain no run.",
        List.of(empty, cut));
    assertRefuses(
        assertThrows(
                UnreadableLogException.class, () -> LogReader.readRun(empty, new LogVisitor() {}))
            .getMessage(),
        List.of(empty));
  }

  private static void assertRefuses(String message, List<Path> logs) {
    UnreadableLogException refusal =
        assertThrows(
            UnreadableLogException.class, () -> MergedLogs.read(logs, new LogVisitor() {}));
    assertEquals(message, refusal.getMessage());
  }

  /** Two logs with 1,500 names each share the bound of 2,000 paths, and no request is lost. */
  @Test
  void boundsTheNamesOfAllLogsTogether() throws IOException {
    List<Path> logs = new ArrayList<>();
    for (String own : List.of("a", "b")) {
      logs.add(
          log(
              own + ".log",
              run(START_MS),
              log -> {
                for (int i = 0; i < 1_500; i++) {
                  log.request(List.of(), own + i, START_MS + i, START_MS + i, true, "");
                }
              }));
    }
    int[] requests = new int[LogNames.MAX_PATHS];

    MergedLogs.read(
        logs,
        new LogVisitor() {
          @Override
          public void request(int path, long startMs, long endMs, boolean ok, int message) {
            requests[path]++;
          }
        });

    int kept = LogNames.MAX_PATHS - 2;
    assertEquals(3_000 - kept, requests[LogNames.OTHER]);
    assertEquals(3_000, Arrays.stream(requests).sum());
  }

  @Test
  void givesATextTheSameIdInAllLogs() throws IOException {
    Path first = log("first.log", run(START_MS), log -> log.error("crash", START_MS + 1));
    Path second =
        log(
            "second.log",
            run(START_MS),
            log -> {
              log.error("other", START_MS + 2);
              log.error("crash", START_MS + 3);
            });
    Set<Integer> ids = new HashSet<>();

    MergedLogs.read(
        List.of(first, second),
        new LogVisitor() {
          @Override
          public void error(int message, long atMs) {
            assertTrue(ids.add(message) || atMs == START_MS + 3, "id " + message);
          }
        });

    assertEquals(Set.of(2, 3), ids);
  }
}
