package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.trends.RunHistory.Pruned;
import io.openmeet.loadtest.trends.RunHistory.Skipped;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
  private static final HistoryEntry FIRST = SampleEntry.at("2026-05-04T03:02:01.000Z").entry();
  private static final HistoryEntry SECOND =
      SampleEntry.at("2026-05-05T03:02:01.000Z")
          .ended(RunVerdict.INVALID, "The injector's \"start lag\" was high.\nRun again: é 🎉")
          .entry();
  private static final HistoryEntry THIRD = SampleEntry.at("2026-05-06T03:02:01.000Z").entry();

  /** Removes no run. */
  private static final Retention EVERYTHING =
      new Retention(OptionalInt.empty(), OptionalInt.empty());

  @TempDir Path folder;
  private RunHistory history;

  @BeforeEach
  void open() {
    history = new RunHistory(folder.resolve("nightly").resolve("history"));
  }

  private void append(HistoryEntry... entries) throws IOException {
    for (HistoryEntry entry : entries) {
      history.append(entry);
    }
  }

  private void write(String text) throws IOException {
    Files.writeString(history.file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String text() throws IOException {
    return Files.readString(history.file());
  }

  @Test
  void aRunIsOneLineThatNamesEveryField() throws IOException {
    append(FIRST);

    assertEquals(
        """
        {"schemaVersion":2,"run":"apisimulation-20260504030201000","startedAt":"2026-05-04T03:02:01.000Z",\
        "simulation":"ApiSimulation","profile":"smoke","target":"http://127.0.0.1:8080","verdict":"PASS",\
        "reason":null,"fingerprint":"0123456789ab","gitCommit":"06d4cc3fd11a2cc9582025b38b0a605d580f32f5",\
        "windowSeconds":10.0,"processor":"AMD EPYC",\
        "totals":{"count":1000,"errorRatio":0.005,"rps":99.4,"p50Ms":68,"p95Ms":114,"p99Ms":118},"slas":[\
        {"id":"api-p95","unit":"ms","limit":200.0,"actual":114.0,"actualLow":null,"actualHigh":null,\
        "confidenceLow":108.0,"confidenceHigh":121.0,"verdict":"MET"},\
        {"id":"database-p95","unit":"ms","limit":50.0,"actual":null,"actualLow":5.0,"actualHigh":10.0,\
        "confidenceLow":null,"confidenceHigh":null,"verdict":"MET"}],\
        "work":[{"metric":"queries_total","labels":{"query":"find"},"perRequest":0.25}]}
        """,
        text());
  }

  @Test
  void runsAreReadAsTheyWereAddedTheNewestLast() throws IOException {
    append(SECOND, THIRD, FIRST);

    assertEquals(new RunHistory.Content(List.of(FIRST, SECOND, THIRD), List.of()), history.read());
    assertEquals(3, text().lines().count());
  }

  @Test
  void thereIsNoRunBeforeTheFirst() throws IOException {
    assertEquals(new RunHistory.Content(List.of(), List.of()), history.read());
    assertEquals(new Pruned(List.of(), 0, 0), history.prune(EVERYTHING, Instant.EPOCH));
  }

  /** A process that was killed, or a full disk, can leave the beginning of a line. */
  @Test
  void aRunAfterATornLineBeginsANewLine() throws IOException {
    append(FIRST);
    write(EntryJson.line(SECOND).substring(0, 100));

    append(THIRD);

    RunHistory.Content content = history.read();
    assertEquals(List.of(FIRST, THIRD), content.runs());
    assertEquals(List.of(2), content.skipped().stream().map(Skipped::line).toList());
    assertTrue(
        content.skipped().get(0).reason().startsWith("it is not JSON: Unexpected end-of-input"),
        content::toString);
  }

  @Test
  void aWholeLineWithoutALineEndIsARun() throws IOException {
    append(FIRST);
    write(EntryJson.line(SECOND));

    assertEquals(List.of(FIRST, SECOND), history.read().runs());
    append(THIRD);
    assertEquals(List.of(FIRST, SECOND, THIRD), history.read().runs());
  }

  @Test
  void aFileInPlaceOfTheFolderIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("history"), "");
    RunHistory blocked = new RunHistory(file);

    assertThrows(FileSystemException.class, () -> blocked.append(FIRST));
    assertThrows(FileSystemException.class, blocked::read);
    assertEquals("", Files.readString(file));
  }

  @Test
  void aFolderInPlaceOfTheFileIsAnError() throws IOException {
    Files.createDirectories(history.file());

    assertThrows(IOException.class, () -> append(FIRST));
    assertThrows(FileSystemException.class, history::read);
  }

  @Test
  void theFolderMayBeALink() throws IOException {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Files.createDirectory(folder.resolve("shared")));

    new RunHistory(link).append(FIRST);

    assertEquals(List.of(FIRST), new RunHistory(folder.resolve("shared")).read().runs());
  }

  @Test
  void pruneRemovesOutdatedRunsAndDamagedLinesAndChangesNoOther() throws IOException {
    append(FIRST, SECOND);
    String newer = EntryJson.line(FIRST).replace("\"schemaVersion\":2", "\"schemaVersion\":3");
    write("damaged\n" + newer + "\n" + EntryJson.line(SECOND) + "\n");
    append(THIRD);

    Pruned pruned =
        history.prune(new Retention(OptionalInt.empty(), OptionalInt.of(2)), Instant.EPOCH);

    assertEquals(new Pruned(List.of(FIRST), 2, 2), pruned);
    assertEquals(
        Stream.of(EntryJson.line(SECOND), newer, EntryJson.line(THIRD)).toList(),
        text().lines().toList());
    try (Stream<Path> files = Files.list(history.file().getParent())) {
      assertEquals(
          List.of(".runs.lock", "runs.jsonl"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void pruneLeavesAFileAloneThatHasNothingToRemove() throws IOException {
    append(FIRST);
    write(EntryJson.line(SECOND)); // without a line end
    String before = text();

    assertEquals(new Pruned(List.of(), 0, 2), history.prune(EVERYTHING, Instant.EPOCH));
    assertEquals(before, text());
  }
}
