package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Adds a link to Gatling's report of a run, which leads to the scorecard. Gatling writes the report
 * after the simulation's {@code after()}, so add the link after that.
 */
public final class GatlingReportLink {
  /** Written by Gatling. */
  public static final String GATLING_REPORT = "index.html";

  /** The link to Gatling's documentation in the head of the page: PageTemplate of 3.15.1. */
  private static final String BEFORE = "<a class=\"gatling-documentation\"";

  private static final String LINK =
      "<a class=\"gatling-documentation\" id=\"openmeet-scorecard\" href=\"%s\">Scorecard</a>\n    "
          .formatted(Scorecard.NAME);

  /** Keeps every byte unchanged, in any encoding. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private GatlingReportLink() {}

  /** Whether Gatling will write its report. It writes none for a run without requests. */
  public static boolean isToFollow(RunResult result) {
    return result.figures().totals().count() > 0;
  }

  /**
   * Puts the link into the page, once. Does nothing when there is no such page, or when the page
   * has an unknown form.
   */
  public static void add(Path runFolder) throws IOException {
    Path report = runFolder.resolve(GATLING_REPORT);
    if (!Files.isRegularFile(report)) {
      return;
    }
    String html = Files.readString(report, BYTES);
    int at = html.indexOf(BEFORE);
    if (at < 0 || html.contains(LINK)) {
      return;
    }
    String linked = html.substring(0, at) + LINK + html.substring(at);
    WholeFile.write(report, out -> out.write(linked.getBytes(BYTES)));
  }
}
