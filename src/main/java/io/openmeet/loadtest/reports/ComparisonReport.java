package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.comparison.RunComparison;
import java.io.IOException;
import java.nio.file.Path;

/** The comparison of two runs for its readers. */
public final class ComparisonReport {
  private ComparisonReport() {}

  /** For the console; the last line, too, ends with a line separator. */
  public static String console(RunComparison comparison) {
    return DocumentText.of(ComparisonDocument.of(comparison));
  }

  /** For pull requests, in GitHub-flavoured Markdown. */
  public static String markdown(RunComparison comparison) {
    return DocumentMarkdown.of(ComparisonDocument.of(comparison));
  }

  /** Writes a page in one file. */
  public static void html(RunComparison comparison, Path file) throws IOException {
    DocumentPage.write(ComparisonDocument.of(comparison), file);
  }
}
