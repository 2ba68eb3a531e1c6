package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.performance.ClientStudy;
import io.openmeet.loadtest.performance.ComparedTunings;
import java.util.List;
import java.util.stream.Stream;

/** What people in a browser feel: baseline against optimized. */
final class ClientSection {
  static final String PICTURE = "client.svg";
  static final String DOCUMENTATION = "docs/browser.md";

  /** For README files, and first in the report. */
  private static final List<String> MAIN_FIGURES =
      List.of("page:RECEIVED_BYTES", "page:INTERACTIVE", "page:LCP");

  private static final List<String> OTHER_FIGURES =
      List.of(
          "page:INP", "page:CLS", "level:browser-lcp", "level:browser-inp", "level:browser-cls");

  private ClientSection() {}

  static void add(TracedText text, ClientStudy client, String pictures) {
    ComparedTunings experiment = client.experiment();
    text.heading("The web client before and after").blank();
    text.line(
        "People in a real browser use the web client without the optimisations and with them: a list that only has the rows in"
            + " view, images that are loaded when they come into view, compression, and a module for each view. Each figure is the"
            + " P75 of the documents that they saw ([how]({})): on an idle API, or else under load. {}.",
        Traced.figure(DOCUMENTATION, Sources.METHOD),
        MachineText.of(
            client.environment(),
            experiment.measuredRuns(),
            "study.json: environment of the client"));
    ExperimentSection.pairs(text, experiment);
    ExperimentSection.table(text, figures(experiment), picture(experiment, pictures));
  }

  private static String picture(ComparedTunings experiment, String pictures) {
    return withInterval(experiment).isEmpty() ? null : pictures + "/" + PICTURE;
  }

  /** The figures of the picture. */
  static List<MetricComparison> withInterval(ComparedTunings experiment) {
    return figures(experiment).stream().filter(metric -> metric.low() != null).toList();
  }

  static List<MetricComparison> mainFigures(ComparedTunings experiment) {
    return MAIN_FIGURES.stream().flatMap(id -> experiment.of(id).stream()).toList();
  }

  private static List<MetricComparison> figures(ComparedTunings experiment) {
    return Stream.concat(
            mainFigures(experiment).stream(),
            OTHER_FIGURES.stream().flatMap(id -> experiment.of(id).stream()))
        .toList();
  }
}
