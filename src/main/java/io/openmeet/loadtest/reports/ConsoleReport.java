package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.injector.CorrectedLatency.Percentiles;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.statistics.ErrorCount;
import io.openmeet.loadtest.statistics.RequestFigures;
import java.util.List;
import java.util.Locale;

/** The result of one run, for the console. */
public final class ConsoleReport {
  private static final String NEW_LINE = System.lineSeparator();
  private static final String INDENT = "  ";
  private static final String WARM_UP = "Warm-up           ";
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final int MOST_ERRORS = 5;

  private ConsoleReport() {}

  /** The last line, too, ends with a line separator. */
  public static String of(RunResult result) {
    StringBuilder text = new StringBuilder();
    text.append(WrappedText.of("", INDENT, heading(result)));
    sentences(text, "", result.outcome().reasons());
    sentences(text, "Note: ", result.outcome().warnings());
    text.append(NEW_LINE);
    if (!result.outcome().slas().isEmpty()) {
      text.append(SlaTable.of(result.outcome().slas())).append(NEW_LINE);
    }
    line(text, requests(result));
    line(text, times(result.figures().totals()));
    if (result.figures().latency() != null) {
      line(
          text,
          "P50/P95/P99/max   as logged %s, as felt %s",
          percentiles(result.figures().latency().raw()),
          percentiles(result.figures().latency().corrected()));
    }
    if (result.figures().arrivals() != null) {
      line(
          text,
          "Arrivals          %,d of %,d planned (%s), start lag P99 %s%s",
          result.figures().arrivals().delivered(),
          result.figures().arrivals().planned(),
          FigureText.percent(result.figures().arrivals().deliveredRatio()),
          FigureText.ms(result.figures().arrivals().lagP99Ms()),
          result.figures().dropped() == null
              ? ""
              : ", %s dropped".formatted(FigureText.count(result.figures().dropped().count())));
    }
    if (!result.figures().distinctKeys().isEmpty()) {
      line(text, "Distinct keys     %s", FigureText.counts(result.figures().distinctKeys()));
    }
    if (result.injector().sentBytesPerSecond() != null) {
      line(
          text,
          "Network           %,.1f MB/s sent",
          result.injector().sentBytesPerSecond() / BYTES_PER_MEGABYTE);
    }
    if (result.warmUp() != null) {
      text.append(WrappedText.of(WARM_UP, " ".repeat(WARM_UP.length()), result.warmUp().text()));
    }
    errors(text, result.figures().errors());
    return text.toString();
  }

  private static String heading(RunResult result) {
    String profile =
        result.identity().profile() == null
            ? ""
            : ", profile " + PlainText.of(result.identity().profile());
    String target =
        result.identity().target() == null
            ? ""
            : ", target " + PlainText.of(result.identity().target());
    return String.format(
        Locale.ROOT,
        "%s: %s%s%s, %.0f s from %s",
        result.outcome().verdict(),
        PlainText.of(result.identity().simulation()),
        profile,
        target,
        result.identity().window().seconds(),
        result.identity().window().start());
  }

  private static String requests(RunResult result) {
    RequestFigures all = result.figures().totals();
    return String.format(
        Locale.ROOT,
        "Requests          %s, %s, errors %s, at most %,d users and %,d requests at once",
        FigureText.count(all.count()),
        FigureText.perSecond(all.rps()),
        FigureText.percent(all.errorRatio()),
        result.figures().users().peak(),
        result.figures().inFlight().peak());
  }

  private static String times(RequestFigures all) {
    return "Response times    min %s, mean %s, P50 %s, P95 %s, P99 %s, max %s"
        .formatted(
            FigureText.ms(all.times().minMs()),
            FigureText.ms(all.times().meanMs()),
            FigureText.ms(all.times().p50Ms()),
            FigureText.ms(all.times().p95Ms()),
            FigureText.ms(all.times().p99Ms()),
            FigureText.ms(all.times().maxMs()));
  }

  private static String percentiles(Percentiles times) {
    return String.format(
        Locale.ROOT,
        "%,d/%,d/%,d/%,d ms",
        times.p50Ms(),
        times.p95Ms(),
        times.p99Ms(),
        times.maxMs());
  }

  /** One error on each line, so that users see what fails before they open a report. */
  private static void errors(StringBuilder text, List<ErrorCount> errors) {
    for (int i = 0; i < Math.min(MOST_ERRORS, errors.size()); i++) {
      String begin =
          "%-16s  %7s  ".formatted(i == 0 ? "Errors" : "", FigureText.count(errors.get(i).count()));
      int room = WrappedText.WIDTH - begin.length() - 1;
      line(text, begin + PlainText.shortened(errors.get(i).message(), room));
    }
    if (errors.size() > MOST_ERRORS) {
      line(text, "%18sand %,d other messages", "", errors.size() - MOST_ERRORS);
    }
  }

  private static void sentences(StringBuilder text, String before, List<String> sentences) {
    sentences.forEach(
        sentence ->
            text.append(WrappedText.of(INDENT, INDENT, before + PlainText.whole(sentence))));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append(NEW_LINE);
  }
}
