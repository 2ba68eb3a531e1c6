package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.CorrectedLatency;
import io.openmeet.loadtest.injector.CorrectedLatency.Percentiles;
import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunResult.Figures;
import io.openmeet.loadtest.statistics.ErrorCount;
import io.openmeet.loadtest.statistics.LatencyFigures;
import io.openmeet.loadtest.statistics.RequestFigures;
import java.util.List;
import java.util.Locale;

/** The result of one run, for the console. */
public final class ConsoleReport {
  private static final String NEW_LINE = System.lineSeparator();
  private static final String INDENT = "  ";
  private static final int LABEL_WIDTH = 18;
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final int MOST_ERRORS = 5;

  private ConsoleReport() {}

  /** The last line, too, ends with a line separator. */
  public static String of(RunReport report) {
    RunResult result = report.result();
    StringBuilder text = new StringBuilder();
    text.append(WrappedText.of("", INDENT, heading(result)));
    sentences(text, "", result.outcome().reasons());
    sentences(text, "Note: ", result.outcome().warnings());
    text.append(NEW_LINE);
    if (!result.outcome().slas().isEmpty()) {
      text.append(SlaTable.of(result.outcome().slas())).append(NEW_LINE);
    }
    if (!result.injectors().isEmpty()) {
      text.append(InjectorTable.text(result.injectors())).append(NEW_LINE);
    }
    Figures figures = result.figures();
    BrowserTable browser = BrowserTable.of(result);
    if (browser != null) {
      text.append(table(browser)).append(NEW_LINE);
    }
    line(text, "Requests", requests(figures));
    line(text, "Response times", times(figures.totals().times()));
    if (figures.latency() != null) {
      line(text, "P50/P95/P99/max", percentiles(figures.latency()));
    }
    if (figures.arrivals() != null) {
      line(text, "Arrivals", arrivals(figures.arrivals(), figures.dropped()));
    }
    if (!figures.distinctKeys().isEmpty()) {
      line(text, "Distinct keys", FigureText.counts(figures.distinctKeys()));
    }
    if (result.injectors().isEmpty() && result.injector().sentBytesPerSecond() != null) {
      double megabytes = result.injector().sentBytesPerSecond() / BYTES_PER_MEGABYTE;
      line(text, "Network", format("%,.1f MB/s sent", megabytes));
    }
    if (result.warmUp() != null) {
      wrapped(text, "Warm-up", result.warmUp().text());
    }
    if (browser != null) {
      browser(text, browser);
    }
    errors(text, figures.errors());
    whereToLook(text, WhereToLook.lines(report));
    return text.toString();
  }

  private static String heading(RunResult result) {
    String part = result.identity().share() == null ? "" : ", part " + result.identity().share();
    String profile =
        result.identity().profile() == null
            ? ""
            : ", profile " + PlainText.of(result.identity().profile());
    String target =
        result.identity().target() == null
            ? ""
            : ", target " + PlainText.of(result.identity().target());
    return format(
        "%s: %s%s%s%s, %.0f s from %s",
        result.outcome().verdict(),
        PlainText.of(result.identity().simulation()),
        part,
        profile,
        target,
        result.identity().window().seconds(),
        result.identity().window().start());
  }

  private static String requests(Figures figures) {
    RequestFigures all = figures.totals();
    return format(
        "%s, %s, errors %s, at most %,d users and %,d requests at once",
        FigureText.count(all.count()),
        FigureText.perSecond(all.rps()),
        FigureText.percent(all.errorRatio()),
        figures.users().peak(),
        figures.inFlight().peak());
  }

  private static String times(LatencyFigures times) {
    return "min %s, mean %s, P50 %s, P95 %s, P99 %s, max %s"
        .formatted(
            FigureText.ms(times.minMs()),
            FigureText.ms(times.meanMs()),
            FigureText.ms(times.p50Ms()),
            FigureText.ms(times.p95Ms()),
            FigureText.ms(times.p99Ms()),
            FigureText.ms(times.maxMs()));
  }

  private static String percentiles(CorrectedLatency latency) {
    return "as logged %s, as felt %s"
        .formatted(percentiles(latency.raw()), percentiles(latency.corrected()));
  }

  private static String percentiles(Percentiles times) {
    return format("%,d/%,d/%,d/%,d ms", times.p50Ms(), times.p95Ms(), times.p99Ms(), times.maxMs());
  }

  private static String arrivals(ArrivalFigures arrivals, DroppedArrivals dropped) {
    return format(
        "%,d of %,d planned (%s), start lag P99 %s%s",
        arrivals.delivered(),
        arrivals.planned(),
        FigureText.percent(arrivals.deliveredRatio()),
        FigureText.ms(arrivals.lagP99Ms()),
        dropped == null ? "" : ", %s dropped".formatted(FigureText.count(dropped.count())));
  }

  private static String table(BrowserTable browser) {
    TextTable table = new TextTable(BrowserTable.columns());
    browser.rows().forEach(figure -> table.row(figure.cells()));
    return table.toString();
  }

  private static void browser(StringBuilder text, BrowserTable browser) {
    browser.facts().forEach(fact -> wrapped(text, fact.label(), PlainText.whole(fact.text())));
    int shown = Math.min(MOST_ERRORS, browser.failures().size());
    for (String failure : browser.failures().subList(0, shown)) {
      wrapped(text, "Failed visit", PlainText.whole(failure));
    }
    if (shown < browser.failures().size()) {
      line(text, "", format("and %,d more", browser.failures().size() - shown));
    }
  }

  /** One error on each line, so that users see what fails before they open a report. */
  private static void errors(StringBuilder text, List<ErrorCount> errors) {
    for (int i = 0; i < Math.min(MOST_ERRORS, errors.size()); i++) {
      String count = "%7s  ".formatted(FigureText.count(errors.get(i).count()));
      int room = WrappedText.WIDTH - LABEL_WIDTH - count.length() - 1;
      String message = PlainText.whole(PlainText.cut(errors.get(i).message(), room));
      line(text, i == 0 ? "Errors" : "", count + message);
    }
    if (errors.size() > MOST_ERRORS) {
      line(text, "", format("and %,d other messages", errors.size() - MOST_ERRORS));
    }
  }

  private static void whereToLook(StringBuilder text, List<String> lines) {
    if (lines.size() > 1) {
      text.append(NEW_LINE).append("Where to look").append(NEW_LINE);
      lines.forEach(
          line -> text.append(WrappedText.of(INDENT, INDENT + INDENT, PlainText.whole(line))));
    } else {
      lines.forEach(line -> text.append(WrappedText.of("", INDENT, PlainText.whole(line))));
    }
  }

  private static void sentences(StringBuilder text, String before, List<String> sentences) {
    sentences.forEach(
        sentence ->
            text.append(WrappedText.of(INDENT, INDENT, before + PlainText.whole(sentence))));
  }

  private static void wrapped(StringBuilder text, String label, String value) {
    text.append(WrappedText.of(label(label), " ".repeat(LABEL_WIDTH), value));
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(label(label)).append(value).append(NEW_LINE);
  }

  private static String label(String label) {
    return label + " ".repeat(LABEL_WIDTH - label.length());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
