package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SampleBrowser;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Every format, for runs of each verdict, under two locales with different number formats. */
class GoldenReportsTest {
  private final Locale before = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  private static SampleRun sample(String kind) {
    return switch (kind) {
      case "pass", "moved", "merged" -> SampleRun.passing();
      case "fail" -> SampleRun.hostile();
      case "dropped" -> {
        SampleRun run = SampleRun.passing();
        run.dropped = 12;
        yield run;
      }
      case "invalid" -> {
        SampleRun run = SampleRun.passing();
        run.lateMs = user -> user >= 200 && user < 400 ? 2000 - (user - 200) * 10 : 0;
        run.observed =
            Map.of(
                "database-p95", new Measured.Interval(25, 100),
                "cache-hit-ratio", new Measured.Missing("the target was restarted"));
        yield run;
      }
      case "browser" -> SampleBrowser.run();
      case "hostile browser" -> {
        SampleRun run = SampleBrowser.run();
        run.browser = SampleBrowser.hostile();
        yield run;
      }
      case "part" -> SampleRun.part();
      case "close" -> SampleRun.close();
      case "skipped" -> {
        SampleRun run = SampleRun.passing();
        run.slas = List.of(SlaBook.standard().get("api-p95"), SampleRun.skipped("cache-hit-ratio"));
        run.observed = Map.of("cache-hit-ratio", new Measured.Missing("nothing was to be had"));
        yield run;
      }
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private Path reportsOf(String kind) throws IOException {
    Path run =
        kind.equals("merged")
            ? sample(kind)
                .writePartsTo(folder, 2, part -> part.lateMs = user -> user % 50 == 7 ? 3 : 0)
            : sample(kind).writeTo(folder);
    Reports.atEndOfRun(report(kind, run), run, true);
    return run;
  }

  private static RunReport report(String kind, Path run) throws IOException {
    RunResult result = RunDirectory.read(run);
    return kind.equals("moved") ? SampleWork.movedOne().report(result) : RunReport.alone(result);
  }

  @ParameterizedTest
  @CsvSource({
    "pass, en",
    "pass, de",
    "fail, en",
    "fail, de",
    "invalid, en",
    "invalid, de",
    "dropped, en",
    "close, en",
    "close, de",
    "part, en",
    "browser, en",
    "browser, de",
    "moved, en",
    "moved, de",
    "merged, en",
    "merged, de"
  })
  void everyFormatEqualsItsGoldenFile(String kind, String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    Path run = reportsOf(kind);
    RunReport report = report(kind, run);

    for (String file : new String[] {ResultsJson.NAME, JunitXml.NAME, SummaryMarkdown.NAME}) {
      GoldenFile.assertSame(kind + "-" + file, Files.readString(run.resolve(file)));
    }
    GoldenFile.assertSame(
        kind + "-console.txt", ConsoleReport.of(report).replace(System.lineSeparator(), "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pass",
        "fail",
        "invalid",
        "dropped",
        "close",
        "skipped",
        "moved",
        "part",
        "merged",
        "browser",
        "hostile browser"
      })
  void resultsJsonFollowsItsSchema(String kind) throws IOException {
    Path run = reportsOf(kind);
    JsonMapper json = JsonMapper.builder().build();
    Schema schema;
    try (InputStream in = ResultsJson.class.getResourceAsStream("results.schema.json")) {
      schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
    }

    assertEquals(
        List.of(), schema.validate(json.readTree(Files.readString(run.resolve(ResultsJson.NAME)))));
    // The schema really is strict: it refuses unknown and missing properties.
    assertEquals(
        1,
        schema.validate(json.readTree("{\"more\": 1}")).stream()
            .filter(
                message -> message.getProperty() != null && message.getProperty().equals("more"))
            .count());
  }

  @ParameterizedTest
  @CsvSource({"pass, 0, 0", "fail, 2, 0", "invalid, 0, 6", "dropped, 1, 0"})
  void junitXmlCountsItsFailuresAndErrors(String kind, int failures, int errors) throws Exception {
    Path run = reportsOf(kind);

    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(run.resolve(JunitXml.NAME).toFile());
    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertEquals("6", suite.getAttribute("tests"));
    assertEquals(6, xml.getElementsByTagName("testcase").getLength());
    assertEquals(failures, xml.getElementsByTagName("failure").getLength());
    assertEquals(String.valueOf(failures), suite.getAttribute("failures"));
    assertEquals(errors, xml.getElementsByTagName("error").getLength());
    assertEquals(String.valueOf(errors), suite.getAttribute("errors"));
  }

  /** Arrivals were dropped, and the run is judged by response times only. */
  @Test
  void junitXmlHasAFailureForARunThatFailsWithoutABrokenLevel() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.dropped = 12;
    sample.slaIds = List.of("api-p95");
    Path run = sample.writeTo(folder);
    Reports.atEndOfRun(RunReport.alone(RunDirectory.read(run)), run, true);

    String xml = Files.readString(run.resolve(JunitXml.NAME));
    assertTrue(xml.contains("tests=\"2\" failures=\"1\" errors=\"0\""), xml);
    assertTrue(xml.contains("<failure type=\"FAIL\" message=\"12 of 1,000 planned"), xml);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fail", "hostile browser"})
  void noNameOrMessageLeavesItsTableCell(String kind) throws IOException {
    String summary = Files.readString(reportsOf(kind).resolve(SummaryMarkdown.NAME));

    assertTrue(summary.contains("&lt;script\\>"));
    assertTrue(summary.lines().noneMatch(line -> line.startsWith("next line")));
    for (String line : summary.lines().filter(line -> line.startsWith("| ")).toList()) {
      assertTrue(line.endsWith(" |"), line);
    }
    assertTrue(summary.codePoints().noneMatch(c -> c < 0x20 && c != '\n'));
    assertTrue(summary.indexOf('\u202E') < 0);
    assertTrue(summary.lines().noneMatch(line -> line.matches(".*<(?!/?(details|summary)>).*")));
  }
}
