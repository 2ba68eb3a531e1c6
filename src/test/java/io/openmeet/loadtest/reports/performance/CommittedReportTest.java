package io.openmeet.loadtest.reports.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmeet.loadtest.performance.CostBook;
import io.openmeet.loadtest.performance.PerformanceStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The report in this project is what its measurements and prices give, so a figure that was changed
 * by hand is found. After other prices, {@code ci/loadtest performance-report --render} writes it
 * again.
 */
class CommittedReportTest {
  private static final Path REPORT = Path.of(PerformanceReport.NAME);
  private static final Path FOLDER = Path.of(PerformanceReport.FOLDER);

  private static PerformanceReport report() throws IOException {
    assumeTrue(Files.exists(REPORT), "there is no report yet");
    return new PerformanceReport(
        PerformanceStudy.read(FOLDER.resolve(PerformanceStudy.NAME)), CostBook.read(CostBook.FILE));
  }

  @Test
  void everyFigureFollowsFromTheRuns() throws IOException {
    TracedText text = report().text();

    assertEquals(text.markdown(), Files.readString(REPORT));
    assertEquals(text.sources(), Files.readString(FOLDER.resolve(PerformanceReport.SOURCES)));
  }

  @Test
  void theTablesOfTuningsInTheReadmesFollowFromTheRuns() throws IOException {
    String expected = report().tunings().markdown();

    for (String readme : PerformanceReport.READMES) {
      Optional<String> block = MarkedBlock.read(Path.of(readme));
      block.ifPresent(found -> assertEquals(expected, found, readme));
    }
  }

  @Test
  void aReadmeHasTheTableOfTunings() throws IOException {
    List<String> with = new ArrayList<>();
    for (String readme : PerformanceReport.READMES) {
      MarkedBlock.read(Path.of(readme)).ifPresent(block -> with.add(readme));
    }

    assertTrue(with.contains("ci/bench/README.md"), with.toString());
  }
}
