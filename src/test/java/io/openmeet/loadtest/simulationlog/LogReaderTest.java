package io.openmeet.loadtest.simulationlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogReaderTest {
  @TempDir Path folder;

  @Test
  void readsEveryRecordInItsOrder() throws IOException {
    Path log = Files.write(folder.resolve("simulation.log"), SampleLog.bytes());

    assertEquals(SampleLog.LINES, EventLines.of(log));
  }

  @Test
  void readsTheRunAsItWasWritten() throws IOException {
    EventLines events = new EventLines();
    new LogDecoder("a log", events).decode(ByteBuffer.wrap(SampleLog.bytes()));

    assertEquals(SampleLog.RUN, events.run());
  }

  @Test
  void reportsThatALogIsCompleteAndAllItsUsersHaveEnded() throws IOException {
    Path log = Files.write(folder.resolve("simulation.log"), SampleLog.bytes());

    LogEnd end = LogReader.readAll(log, new LogVisitor() {});

    assertEquals(new LogEnd(log.toString(), LogEnd.Kind.COMPLETE, 434, 13, 0, ""), end);
    assertTrue(end.isProvenWhole());
    assertEquals(log + " is complete: 13 whole records up to byte 434 were read.", end.toString());
  }

  /** For every cut, exactly the records before the cut are read. */
  @Test
  void readsUpToTheLastWholeRecordWhereverTheLogIsCut() throws IOException {
    byte[] whole = SampleLog.bytes();
    for (int length = 0; length < whole.length; length++) {
      Path log = Files.write(folder.resolve("cut.log"), Arrays.copyOf(whole, length));
      EventLines events = new EventLines();

      LogEnd end = LogReader.readAll(log, events);

      int cut = length;
      long before = SampleLog.RECORD_ENDS.stream().filter(at -> at <= cut).count();
      int offset = before == 0 ? 0 : SampleLog.RECORD_ENDS.get((int) before - 1);
      boolean betweenRecords = before > 0 && offset == length;
      assertEquals(SampleLog.LINES.subList(0, (int) before), events.lines(), "cut at " + length);
      assertEquals(before, end.records());
      assertEquals(offset, end.offset());
      assertEquals((int) SampleLog.USERS_ALIVE.get((int) before), end.usersAlive());
      LogEnd.Kind kind = betweenRecords ? LogEnd.Kind.COMPLETE : LogEnd.Kind.CUT_OFF;
      assertEquals(length == 0 ? LogEnd.Kind.EMPTY : kind, end.kind(), "cut at " + length);
      // Between records, only users who never ended show the cut; before the first user and after
      // the last, nothing shows it.
      boolean nobody = before == 1;
      assertEquals(betweenRecords && nobody, end.isProvenWhole(), "cut at " + length);
    }
  }

  @Test
  void reportsWhereALogIsCutOff() throws IOException {
    Path log = Files.write(folder.resolve("cut.log"), Arrays.copyOf(SampleLog.bytes(), 433));

    LogEnd end = LogReader.readAll(log, new LogVisitor() {});

    assertEquals(
        log
            + " is cut off: its last 9 bytes are the beginning of a record; 12 whole records up to"
            + " byte 424 were read.",
        end.toString());
    assertTrue(end.isPartial());
    assertFalse(end.isProvenWhole());
  }

  @Test
  void reportsThatALogIsEmpty() throws IOException {
    Path log = Files.createFile(folder.resolve("empty.log"));

    LogEnd end = LogReader.readAll(log, new LogVisitor() {});

    assertEquals(new LogEnd(log.toString(), LogEnd.Kind.EMPTY, 0, 0, 0, ""), end);
    assertEquals(log + " is empty.", end.toString());
    assertTrue(end.isPartial());
    assertFalse(end.isProvenWhole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
  void reportsTheEndInTheSameWordsInEveryLocale(String tag) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertEquals(
          "a log is cut off: why; 1,234 whole records up to byte 56,789 were read.",
          new LogEnd("a log", LogEnd.Kind.CUT_OFF, 56_789, 1_234, 0, "why").toString());
    } finally {
      Locale.setDefault(before);
    }
  }

  /** A cut between two records: only its users show it. */
  @Test
  void reportsHowManyUsersNeverEnded() throws IOException {
    Path log = Files.write(folder.resolve("cut.log"), Arrays.copyOf(SampleLog.bytes(), 414));

    LogEnd end = LogReader.readAll(log, new LogVisitor() {});

    assertEquals(
        log
            + " ends between records, but 2 users never ended: 11 whole records up to byte 414 were"
            + " read.",
        end.toString());
    assertFalse(end.isPartial());
    assertFalse(end.isProvenWhole());
  }

  @Test
  void followsALogThatGrowsByteByByte() throws IOException {
    byte[] whole = SampleLog.bytes();
    Path log = Files.createFile(folder.resolve("growing.log"));
    EventLines events = new EventLines();
    try (OutputStream writer = Files.newOutputStream(log);
        LogReader reader = LogReader.open(log, events)) {
      for (int length = 1; length <= whole.length; length++) {
        writer.write(whole[length - 1]);
        writer.flush();

        assertEquals(
            SampleLog.RECORD_ENDS.contains(length) ? 1 : 0, reader.readNew(), "byte " + length);
        assertEquals(0, reader.readNew(), "nothing new after byte " + length);
        assertEquals(
            (int) SampleLog.USERS_ALIVE.get(events.lines().size()), reader.end().usersAlive());
      }
      assertTrue(reader.end().isProvenWhole());
    }
    assertEquals(SampleLog.LINES, events.lines());
  }

  /** Otherwise the rest of the log would be missing, and nothing would show why. */
  @Test
  void doesNotTakeAnErrorOfTheVisitorForTheEndOfTheLog() {
    LogVisitor failing =
        new LogVisitor() {
          @Override
          public void error(int message, long atMs) {
            throw new BufferUnderflowException();
          }
        };
    LogDecoder decoder = new LogDecoder("a log", failing);

    assertThrows(
        BufferUnderflowException.class, () -> decoder.decode(ByteBuffer.wrap(SampleLog.bytes())));
  }

  /** 100,000 requests: many full buffers, and records across the borders between them. */
  @Test
  void readsALogLongerThanItsBuffer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LogWriter writer = new LogWriter(bytes, SampleLog.RUN)) {
      for (int i = 0; i < 100_000; i++) {
        long at = SampleLog.START_MS + i;
        writer.request(List.of("group " + i % 7), "name " + i % 11, at, at + i % 13, true, "");
      }
    }
    Path log = Files.write(folder.resolve("long.log"), bytes.toByteArray());
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    LogEnd end;

    try (LogCopy copy = new LogCopy(again)) {
      end = LogReader.readAll(log, copy);
    }

    assertEquals(100_001, end.records());
    assertArrayEquals(bytes.toByteArray(), again.toByteArray());
  }

  @Test
  void readsARunRecordLongerThanItsBuffer() throws IOException {
    List<String> scenarios = IntStream.range(0, 200).mapToObj(i -> i + "x".repeat(5_000)).toList();
    LogHeader run = new LogHeader("3.15.1", "S", 0, "", scenarios, List.of());
    Path log = folder.resolve("simulation.log");
    new LogWriter(log, run).close();
    EventLines events = new EventLines();

    LogEnd end = LogReader.readAll(log, events);

    assertTrue(end.isProvenWhole());
    assertEquals(scenarios, events.run().scenarios());
  }

  @Test
  void refusesALogOfAnotherVersionByName() throws IOException {
    LogHeader run = new LogHeader("3.17.0", "S", 0, "", List.of(), List.of());
    Path log = folder.resolve("simulation.log");
    new LogWriter(log, run).close();

    UnreadableLogException refusal =
        assertThrows(
            UnreadableLogException.class, () -> LogReader.readAll(log, new LogVisitor() {}));

    assertEquals(
        log
            + " was written by Gatling \"3.17.0\"; logs of 3.13 to 3.16 can be read. Run the simulation"
            + " with that version, or use the version of this project that reads this log.",
        refusal.getMessage());
  }

  @Test
  void refusesAFileThatIsNoLog() throws IOException {
    Path log = Files.writeString(folder.resolve("simulation.log"), "RUN\tSample\t3.11\n");

    UnreadableLogException refusal =
        assertThrows(
            UnreadableLogException.class, () -> LogReader.readAll(log, new LogVisitor() {}));

    assertEquals(
        log
            + " is not a Gatling simulation log: its first bytes are not a Run record. Expected the"
            + " simulation.log of a run with Gatling 3.13 to 3.16.",
        refusal.getMessage());
  }
}
