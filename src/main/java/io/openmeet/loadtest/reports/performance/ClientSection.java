package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.performance.ClientStudy;
import io.openmeet.loadtest.performance.ClientStudy.PairedVisits;
import io.openmeet.loadtest.performance.ClientVisits;
import io.openmeet.loadtest.results.BrowserFigures.Percentile;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.sla.NumberText;
import java.util.List;

/** What a person in a browser feels: baseline against optimized. */
final class ClientSection {
  static final String PICTURE = "client.svg";

  private static final String SOURCE = "study.json: client";

  /** For README files, and first in the report. */
  private static final List<PageFigure> MAIN_FIGURES =
      List.of(PageFigure.RECEIVED_BYTES, PageFigure.INTERACTIVE, PageFigure.LCP);

  private ClientSection() {}

  static void add(TracedText text, ClientStudy client, String pictures) {
    text.heading("The web client before and after").blank();
    ClientVisits first = client.inOrder().get(0).visits();
    text.line(
        "A person in a real browser uses the web client without the optimisations and with them: a list that only has the rows in"
            + " view, images that are loaded when they come into view, compression, and a module for each view. A visit has two"
            + " documents: the first view with an empty cache, and after a reload all that the client can do. Each figure is the"
            + " P75 of {} documents, seen one after another and without load, in {} pairs of such series, in turns, in {}. {}.",
        Traced.figure(NumberText.count(first.documents()), SOURCE),
        Traced.figure(NumberText.count(client.runs().size() / 2), SOURCE),
        Traced.figure(first.browser(), SOURCE),
        MachineText.of(
            first.environment(),
            first.startedAt(),
            client.inOrder().stream().map(run -> run.visits().environment().gitCommit()),
            SOURCE));
    if (!withInterval(client).isEmpty()) {
      text.blank().line("![Ratios of optimized to baseline](%s/%s)".formatted(pictures, PICTURE));
    }
    ExperimentSection.table(text, client.comparisons());
    text.blank().line("The figures of all visits:");
    text.header("Visits", "Started", "Documents", "Bytes received", "Time to interactive", "LCP");
    client.inOrder().forEach(run -> row(text, run));
  }

  private static void row(TracedText text, PairedVisits run) {
    text.row(
        Traced.figure(run.name(), SOURCE),
        Traced.figure(run.visits().startedAt(), SOURCE),
        Traced.figure(NumberText.count(run.visits().documents()), SOURCE),
        p75(run, PageFigure.RECEIVED_BYTES),
        p75(run, PageFigure.INTERACTIVE),
        p75(run, PageFigure.LCP));
  }

  private static Traced p75(PairedVisits run, PageFigure figure) {
    Percentile percentile = run.visits().figures().get(figure);
    return percentile == null || percentile.p75() == null
        ? Traced.of("-")
        : Traced.figure(
            MetricText.significant(percentile.p75()) + " " + figure.unit().label(),
            run.name() + ": " + figure.name());
  }

  /** The figures of the picture. */
  static List<MetricComparison> withInterval(ClientStudy client) {
    return client.comparisons().stream().filter(metric -> metric.low() != null).toList();
  }

  static List<MetricComparison> mainFigures(ClientStudy client) {
    return MAIN_FIGURES.stream().flatMap(figure -> client.of(figure).stream()).toList();
  }
}
