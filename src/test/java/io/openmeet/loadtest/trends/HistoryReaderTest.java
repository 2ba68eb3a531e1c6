package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.trends.RunHistory.Skipped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of line that holds no run is skipped with its number and its reason. */
class HistoryReaderTest {
  private static final HistoryEntry FIRST = SampleEntry.at("2026-05-04T03:02:01.000Z").entry();
  private static final HistoryEntry SECOND =
      SampleEntry.at("2026-05-05T03:02:01.000Z")
          .ended(RunVerdict.INVALID, "The injector's \"start lag\" was high.\nRun again: é 🎉")
          .entry();
  private static final HistoryEntry THIRD = SampleEntry.at("2026-05-06T03:02:01.000Z").entry();

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

  /** Of a line as RunHistory writes it, one text is replaced by another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"profile\":\"smoke\", || profile: expected a value, found none",
        "\"windowSeconds\":10.0, || windowSeconds: expected a value, found none",
        "\"reason\":null, || reason: expected a value, found none",
        "\"p95Ms\":114, || totals.p95Ms: expected a value, found none",
        "\"profile\" | \"more\":1,\"profile\" | more: unknown field",
        "\"unit\":\"ms\" | \"unit\":\"ms\",\"more\":{} | slas[0].more: unknown field",
        "\"profile\":\"smoke\" | \"profile\":7 | profile: expected a text",
        "\"profile\":\"smoke\" | \"profile\":true | profile: expected a text",
        "\"profile\":\"smoke\" | \"profile\":[] | profile: expected a text",
        "\"profile\":\"smoke\" | \"profile\":null | profile: expected a text, found null",
        "\"profile\":\"smoke\" | \"profile\":\" \" | profile: expected a text, found  ",
        "\"verdict\":\"PASS\" | \"verdict\":\"GREAT\" | verdict: expected one of PASS, FAIL, INVALID",
        "\"verdict\":\"PASS\" | \"verdict\":0 | verdict: expected one of PASS, FAIL, INVALID",
        "\"unit\":\"ms\" | \"unit\":\"s\" | slas[0].unit: expected one of ms, ratio, requests/s, at once, per request, score",
        "\"count\":1000 | \"count\":\"1000\" | totals.count: expected a whole number",
        "\"count\":1000 | \"count\":1000.5 | totals.count: expected a whole number",
        "\"count\":1000 | \"count\":-1 | totals.count: expected a number of 0 or more, found -1",
        "\"rps\":99.4 | \"rps\":\"99.4\" | totals.rps: expected a number",
        "\"rps\":99.4 | \"rps\":null | totals.rps: expected a number",
        "\"rps\":99.4 | \"rps\":1e999 | totals.rps: expected a number of 0 or more, found Infinity",
        "\"errorRatio\":0.005 | \"errorRatio\":1.5 | totals.errorRatio: expected a number from 0 to 1, found 1.5",
        "\"p50Ms\":68 | \"p50Ms\":115 | totals: expected percentiles of 0 ms or more in ascending order, found [115, 114, 118]",
        "\"p50Ms\":68 | \"p50Ms\":null | totals: expected errorRatio, p50Ms, p95Ms and p99Ms, found [0.005, 114, 118]",
        "\"count\":1000 | \"count\":0 | totals: expected no figures without a request, found [0.005, 68, 114, 118]",
        "\"windowSeconds\":10.0 | \"windowSeconds\":0 | windowSeconds: expected a number above 0, found 0.0",
        "2026-05-04T03 | 2026-05-34T03 | startedAt: expected a time like 2026-05-04T03:02:01.000Z, found 2026-05-34T03:02:01.000Z",
        "2026-05-04T03 | +12026-05-04T03 | startedAt: expected a time like 2026-05-04T03:02:01.000Z, found +12026-05-04T03:02:01.000Z",
        "apisimulation- | ../apisimulation- | run: expected the name of a folder, found ../apisimulation-20260504030201000",
        "0123456789ab | 0123456789AB | fingerprint: expected 12 hexadecimal digits, found 0123456789AB",
        "06d4cc3fd1 | HEAD | gitCommit: expected 40 to 64 hexadecimal digits, found HEAD1a2cc9582025b38b0a605d580f32f5",
        "\"reason\":null | \"reason\":\"why\" | reason: expected none for PASS, found why",
        "\"verdict\":\"PASS\" | \"verdict\":\"FAIL\" | reason: expected a text, found null",
        "\"verdict\":\"MET\"} | \"verdict\":\"BROKEN\"} | verdict: expected FAIL or INVALID, because a service level is not met, found PASS",
        "\"actual\":114.0 | \"actual\":null | api-p95.actual: expected a value or a range for MET, found none",
        "\"actual\":114.0,\"actualLow\":null | \"actual\":114.0,\"actualLow\":1 | api-p95.actual: expected a value or a range, found [114.0, 1.0]",
        "\"actualHigh\":10.0 | \"actualHigh\":4 | database-p95.actualHigh: expected actualLow or more, found 4.0",
        "\"limit\":200.0 | \"limit\":-1 | api-p95.limit: expected a number above 0, found -1.0",
        "\"id\":\"database-p95\" | \"id\":\"api-p95\" | slas: expected each service level once, found [api-p95, api-p95]",
        "\"confidenceLow\":108.0 | \"confidenceLow\":null | api-p95.confidenceLow: expected a value with an interval, or no interval, found null",
        "\"confidenceLow\":108.0 | \"confidenceLow\":122.0 | api-p95.confidenceLow: expected a value with an interval, or no interval, found 122.0",
        "\"work\":[ | \"work\":[null, | work: expected a list of figures",
        "\"perRequest\":0.25 | \"perRequest\":-1 | queries_total.perRequest: expected a number of 0 or more, found -1.0",
        "\"perRequest\":0.25 | \"perRequest\":1e999 | queries_total.perRequest: expected a number of 0 or more, found Infinity",
        "\"metric\":\"queries_total\" | \"metric\":\"\" | work.metric: expected a name, found ",
        "\"labels\":{\"query\":\"find\"} | \"labels\":null | work.labels: expected {...}, found null",
        "\"query\":\"find\" | \"query\":null | work.labels: expected texts, found {query=null}",
        "\"query\":\"find\" | \"query\":7 | work[0].labels.query: expected a text",
        "\"query\":\"find\" | \"query\":\"find\",\"query\":\"find\" | it is not JSON: Duplicate field 'query'",
        "\"profile\":\"smoke\" | \"profile\":\"smoke\",\"profile\":\"smoke\" | it is not JSON: Duplicate field 'profile'",
        "\"perRequest\":0.25}]} | \"perRequest\":0.25}]} {} | it is not JSON: Trailing token",
        "\"slas\":[ | \"slas\":[null, | slas: expected a list of service levels",
        "\"schemaVersion\":2 | \"schemaVersion\":0 | schemaVersion: expected 2, found 0",
        "\"schemaVersion\":2 | \"schemaVersion\":\"2\" | schemaVersion: expected a whole number",
        "\"schemaVersion\":2 | \"schemaVersion\":3 | schemaVersion: expected 2, found 3, which a newer version of this project writes"
      })
  void aForgedLineIsSkippedWithItsReason(String old, String replacement, String reason)
      throws IOException {
    append(SECOND);
    String line = EntryJson.line(FIRST);
    assertTrue(line.contains(old), line);
    write(line.replace(old, replacement == null ? "" : replacement) + "\n");
    append(THIRD);

    RunHistory.Content content = history.read();

    assertEquals(List.of(SECOND, THIRD), content.runs());
    assertEquals(1, content.skipped().size());
    assertEquals(2, content.skipped().get(0).line());
    String found = content.skipped().get(0).reason();
    assertTrue(found.startsWith(reason), found);
  }

  @Test
  void aLineOfVersion1IsARunWithoutWorkAndIntervals() throws IOException {
    SampleEntry old = SampleEntry.at("2026-05-04T03:02:01.000Z");
    append(old.entry());
    write(
        EntryJson.line(SECOND)
                .replace("\"schemaVersion\":2", "\"schemaVersion\":1")
                .replaceFirst(",\"work\":.*", "}")
                .replace(",\"confidenceLow\":null,\"confidenceHigh\":null", "")
                .replace(",\"confidenceLow\":108.0,\"confidenceHigh\":121.0", "")
            + "\n");

    RunHistory.Content content = history.read();

    assertEquals(List.of(), content.skipped());
    HistoryEntry read = content.runs().get(1);
    assertEquals(SECOND.run(), read.run());
    assertEquals(List.of(), read.work());
    assertNull(read.slas().get(0).confidenceLow());
    assertEquals(SECOND.slas().get(1), read.slas().get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PASS | it is not JSON: Unrecognized token 'PASS'",
        "{\"run\":\"a\",\"run\":\"b\"} | it is not JSON: Duplicate field 'run'",
        "{} {} | it is not JSON: Trailing token",
        "<<<<<<< HEAD | it is not JSON: Unexpected character ('<'",
        "[] | expected {...}",
        "null | expected {...}",
        "7 | expected {...}"
      })
  void aLineThatIsNoJsonObjectIsSkipped(String line, String reason) throws IOException {
    append(FIRST);
    write(line + "\n\n \n");

    List<Skipped> skipped = history.read().skipped();

    assertEquals(1, skipped.size());
    assertTrue(skipped.get(0).reason().startsWith(reason), skipped::toString);
  }

  @Test
  void linesAreReadWhereverABlockOfTheFileEnds() throws IOException {
    List<HistoryEntry> runs = new ArrayList<>();
    for (int day = 1; day <= 31; day++) {
      runs.add(
          SampleEntry.at("2026-05-%02dT03:02:01.000Z".formatted(day))
              .ended(RunVerdict.INVALID, "é".repeat(5000 + day))
              .entry());
    }
    append(runs.toArray(HistoryEntry[]::new));

    assertEquals(new RunHistory.Content(runs, List.of()), history.read());
  }

  @Test
  void runsShareTheNamesAndLabelsOfTheirSeries() throws IOException {
    append(FIRST, THIRD);

    List<HistoryEntry> runs = history.read().runs();

    WorkFigure first = runs.get(0).work().get(0);
    WorkFigure second = runs.get(1).work().get(0);
    assertSame(first.metric(), second.metric());
    assertSame(first.labels(), second.labels());
  }

  @Test
  void aLineOfOtherBytesIsSkipped() throws IOException {
    append(FIRST);
    Files.write(
        history.file(),
        EntryJson.line(SECOND).getBytes(StandardCharsets.ISO_8859_1),
        StandardOpenOption.APPEND);

    assertEquals(
        new RunHistory.Content(List.of(FIRST), List.of(new Skipped(2, "it is not UTF-8"))),
        history.read());
  }

  @Test
  void aLineIsAtMost64KbLong() throws IOException {
    append(FIRST);
    String line = EntryJson.line(SECOND);
    int bytes = line.getBytes(StandardCharsets.UTF_8).length;
    write(line + " ".repeat(64 * 1024 - bytes) + "\n");
    write(EntryJson.line(THIRD) + " ".repeat(1 << 20) + "\n");

    assertEquals(
        new RunHistory.Content(
            List.of(FIRST, SECOND), List.of(new Skipped(3, "it is longer than 64 KB"))),
        history.read());
  }

  @Test
  void deeplyNestedJsonIsSkipped() throws IOException {
    append(FIRST);
    write("[".repeat(60_000) + "\n");

    assertTrue(
        history.read().skipped().get(0).reason().startsWith("it is not JSON: "),
        () -> "a line of brackets");
  }

  @Test
  void aSecondLineOfTheSameRunIsSkipped() throws IOException {
    append(FIRST, SECOND, FIRST);

    assertEquals(
        new RunHistory.Content(
            List.of(FIRST, SECOND),
            List.of(new Skipped(3, "line 1 has the run apisimulation-20260504030201000 already"))),
        history.read());
  }
}
