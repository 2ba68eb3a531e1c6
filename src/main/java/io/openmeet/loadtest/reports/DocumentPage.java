package io.openmeet.loadtest.reports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A document as a page in one file, which needs no network. */
final class DocumentPage {
  private static final HtmlPage PAGE =
      new HtmlPage(
          "reports/pages/document.html",
          List.of("pages/page.css", "reports/pages/document.css"),
          List.of("pages/page.js", "reports/pages/document.js"));

  private DocumentPage() {}

  static void write(Document document, Path file) throws IOException {
    PAGE.write(document, file);
  }
}
