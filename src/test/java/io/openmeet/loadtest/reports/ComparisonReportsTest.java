package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.comparison.ExperimentResult;
import io.openmeet.loadtest.comparison.RunComparison;
import io.openmeet.loadtest.comparison.SampleExperiment;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.results.WorkFigure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons in every format, under two locales with different number formats. */
class ComparisonReportsTest {
  private final Locale before = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  private static WorkFigure queries(String query, double perRequest) {
    return new WorkFigure("queries_total", Map.of("query", query), perRequest);
  }

  /** The second run is slower, and its names are as difficult as possible. */
  private RunComparison comparison() throws IOException {
    RunResult baseline =
        SampleExperiment.result(
            SampleRun.passing(),
            folder,
            List.of(queries("find", 0.25), queries("count", 0.5), queries("gone", 1)));
    SampleRun slower = SampleRun.hostile();
    slower.requestNames = List.of("search meetings", "<script>document.title='gone'</script>");
    slower.dropped = 12;
    return RunComparison.of(
        baseline,
        SampleExperiment.result(
            slower,
            folder,
            List.of(queries("find", 1.25), queries("count", 0.5), queries("new", 2))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void twoRunsEqualTheirGoldenFiles(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    RunComparison comparison = comparison();

    GoldenFile.assertSame("comparison.md", ComparisonReport.markdown(comparison));
    GoldenFile.assertSame(
        "comparison-console.txt",
        ComparisonReport.console(comparison).replace(System.lineSeparator(), "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void anExperimentEqualsItsGoldenFiles(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    ExperimentResult result = SampleExperiment.fivePairs(folder);

    ExperimentReports.write(result, folder);

    for (String file : List.of(ExperimentReports.JSON, ExperimentReports.MARKDOWN)) {
      GoldenFile.assertSame(file, Files.readString(folder.resolve(file)));
    }
    GoldenFile.assertSame(
        "experiment-console.txt",
        ExperimentReports.console(result).replace(System.lineSeparator(), "\n"));
  }

  @Test
  void thePagesAreDrawnAndRunNoForeignScript() throws Exception {
    HeadlessChromium chromium = new HeadlessChromium();
    Path page = folder.resolve("comparison.html");
    ComparisonReport.html(comparison(), page);
    ExperimentReports.write(SampleExperiment.fivePairs(folder), folder);

    String compared = chromium.dom(page);
    String experiment = chromium.dom(folder.resolve(ExperimentReports.HTML));

    for (String dom : List.of(compared, experiment)) {
      assertTrue(dom.contains("data-ready=\"true\""), "the scripts did not end");
      assertFalse(dom.contains("data-error"), () -> dom.substring(0, 300));
    }
    assertTrue(compared.contains("&lt;script&gt;document.title='gone'&lt;/script&gt;"));
    assertTrue(compared.contains("<title>ApiSimulation: run of"), "the title was changed");
    assertEquals(4, experiment.split("<table", -1).length, "tables: results, work, runs");
  }
}
