package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryLevel;
import io.openmeet.loadtest.trends.HistoryTotals;
import io.openmeet.loadtest.trends.SampleEntry;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCsvTest {
  private static String csv(HistoryEntry... runs) throws IOException {
    StringWriter out = new StringWriter();
    HistoryCsv.write(List.of(runs), out);
    return out.toString();
  }

  /** The rows as a program reads them. */
  private static List<List<String>> rows(String csv) throws Exception {
    try (var reader =
        new CSVReaderBuilder(new StringReader(csv))
            .withCSVParser(new RFC4180ParserBuilder().build())
            .withKeepCarriageReturn(true)
            .build()) {
      return reader.readAll().stream().map(Arrays::asList).toList();
    }
  }

  @Test
  void eachRunIsARowWithAllFields() throws IOException {
    SampleEntry other = SampleEntry.at("2026-05-05T03:00:00.000Z").of("SearchSimulation", "quick");
    other.ended(RunVerdict.INVALID, "Late, by \"20 ms\".\nRun again: é 🎉");
    other.gitCommit = null;
    other.totals = new HistoryTotals(0, null, 0, null, null, null);
    other.slas =
        List.of(
            new HistoryLevel(
                "cache", Unit.RATIO, 0.8, null, null, null, null, null, Verdict.NO_DATA));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertEquals(
          """
          run,startedAt,simulation,profile,target,verdict,reason,fingerprint,gitCommit,windowSeconds,processor,\
          count,errorRatio,rps,p50Ms,p95Ms,p99Ms,\
          api-p95 unit,api-p95 limit,api-p95 actual,api-p95 actualLow,api-p95 actualHigh,api-p95 verdict,\
          database-p95 unit,database-p95 limit,database-p95 actual,database-p95 actualLow,\
          database-p95 actualHigh,database-p95 verdict,\
          cache unit,cache limit,cache actual,cache actualLow,cache actualHigh,cache verdict
          apisimulation-20260504030201000,2026-05-04T03:02:01.000Z,ApiSimulation,smoke,http://127.0.0.1:8080,\
          PASS,,0123456789ab,06d4cc3fd11a2cc9582025b38b0a605d580f32f5,10,AMD EPYC,\
          1000,0.005,99.4,68,114,118,\
          ms,200,114,,,MET,ms,50,,5,10,MET,,,,,,
          searchsimulation-20260505030000000,2026-05-05T03:00:00.000Z,SearchSimulation,quick,\
          http://127.0.0.1:8080,INVALID,"Late, by ""20 ms"".
          Run again: é 🎉",0123456789ab,,10,AMD EPYC,\
          0,,0,,,,,,,,,,,,,,,,ratio,0.8,,,,NO_DATA
          """,
          csv(new SampleEntry().entry(), other.entry()));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void withoutRunsThereIsOnlyTheHeader() throws IOException {
    assertEquals(1, csv().lines().count());
    assertTrue(csv().startsWith("run,startedAt,"), csv());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://example.invalid\",\"PASS\")",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "=1+1,\"=2\"\n=3"
      })
  void aTextNeverBecomesAFormula(String formula) throws Exception {
    SampleEntry hostile = new SampleEntry();
    hostile.simulation = formula;
    hostile.profile = formula;
    hostile.processor = formula;
    hostile.ended(RunVerdict.FAIL, formula);
    hostile.slas =
        List.of(
            new HistoryLevel(
                formula, Unit.AT_ONCE, 1.0, 0.5, null, null, null, null, Verdict.BROKEN));

    List<List<String>> rows = rows(csv(hostile.entry()));

    List<String> row = rows.get(1);
    assertEquals("'" + formula, row.get(2));
    assertEquals("'" + formula, row.get(3));
    assertEquals("'" + formula, row.get(6));
    assertEquals("'" + formula, row.get(10));
    assertEquals("'" + formula + " unit", rows.get(0).get(17));
    assertEquals(2, rows.size());
  }

  @Test
  void aNegativeNumberRemainsANumber() throws Exception {
    SampleEntry sample = new SampleEntry();
    sample.slas =
        List.of(
            new HistoryLevel(
                "x", Unit.MILLISECONDS, 1.0, -2.5, null, null, null, null, Verdict.MET));

    assertEquals("-2.5", rows(csv(sample.entry())).get(1).get(19));
  }
}
