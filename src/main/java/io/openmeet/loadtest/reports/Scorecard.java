package io.openmeet.loadtest.reports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code scorecard.html}: the result for people, in one file that needs no network. */
public final class Scorecard implements ReportWriter {
  /** In the run's folder. */
  public static final String NAME = "scorecard.html";

  private static final HtmlPage PAGE =
      new HtmlPage(
          "reports/pages/scorecard.html",
          List.of(
              "pages/uplot/uPlot.min.css",
              "pages/page.css",
              "pages/charts.css",
              "reports/pages/scorecard.css"),
          List.of(
              "pages/page.js",
              "pages/uplot/uPlot.iife.min.js",
              "pages/charts.js",
              "reports/pages/scorecard.js",
              "reports/pages/scorecard-charts.js"));

  private final ScorecardData.Links links;

  /**
   * @param portal whether the list of all runs exists next to the run's folder, or will exist
   * @param gatlingReport whether Gatling's own report exists in the same folder, or will exist
   */
  Scorecard(boolean portal, boolean gatlingReport) {
    this.links = new ScorecardData.Links(portal, gatlingReport);
  }

  @Override
  public void write(RunReport report, Path folder) throws IOException {
    PAGE.write(ScorecardData.of(report, links), folder.resolve(NAME));
  }
}
