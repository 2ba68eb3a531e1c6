package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.injector.CorrectedLatency.Percentiles;
import io.openmeet.loadtest.results.InjectorFigures;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.statistics.ErrorCount;
import io.openmeet.loadtest.statistics.RequestFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code summary.md}: for a pull request or a job's summary, in GitHub-flavoured Markdown. */
final class SummaryMarkdown implements ReportWriter {
  /** In the run's folder. */
  static final String NAME = "summary.md";

  private static final int MOST_REQUESTS = 10;
  private static final int MOST_ERRORS = 10;

  @Override
  public void write(RunReport report, Path folder) throws IOException {
    WholeFile.write(
        folder.resolve(NAME), out -> out.write(text(report).getBytes(StandardCharsets.UTF_8)));
  }

  static String text(RunReport report) {
    RunResult result = report.result();
    StringBuilder text = new StringBuilder();
    text.append("## ").append(heading(result)).append("\n\n");
    text.append(context(result)).append("\n\n");
    sentences(text, "", result.outcome().reasons());
    sentences(text, "Note: ", result.outcome().warnings());
    levels(text, result.outcome().slas());
    whereToLook(text, WhereToLook.lines(report));
    figures(text, result);
    browser(text, BrowserTable.of(result));
    injectors(text, result.injectors());
    requests(text, result.figures().requests());
    errors(text, result.figures().errors());
    return text.toString();
  }

  private static String heading(RunResult result) {
    String mark =
        switch (result.outcome().verdict()) {
          case PASS -> "✅ PASS";
          case FAIL -> "❌ FAIL";
          case INVALID -> "⚠️ INVALID (not a valid measurement)";
        };
    String part = result.identity().share() == null ? "" : ", part " + result.identity().share();
    return "%s: %s%s".formatted(mark, MarkdownText.of(result.identity().simulation()), part);
  }

  private static String context(RunResult result) {
    String known =
        result.identity().profile() == null
            ? ""
            : "profile %s, target %s, "
                .formatted(
                    MarkdownText.of(result.identity().profile()),
                    MarkdownText.of(result.identity().target()));
    return String.format(
        Locale.ROOT,
        "%s%.0f s measured from %s, Gatling %s",
        known,
        result.identity().window().seconds(),
        result.identity().window().start(),
        MarkdownText.of(result.identity().gatlingVersion()));
  }

  private static void sentences(StringBuilder text, String before, List<String> sentences) {
    sentences.forEach(sentence -> sentence(text, before + sentence));
    if (!sentences.isEmpty()) {
      text.append('\n');
    }
  }

  private static void sentence(StringBuilder text, String sentence) {
    text.append("- ").append(MarkdownText.whole(sentence)).append('\n');
  }

  private static void levels(StringBuilder text, List<SlaResult> slas) {
    if (slas.isEmpty()) {
      return;
    }
    text.append("| Service level | Limit | Measured | Margin | |\n");
    text.append("| --- | ---: | ---: | ---: | --- |\n");
    for (SlaResult sla : slas) {
      row(text, sla.name(), sla.limitText(), sla.actualText(), sla.marginText(), mark(sla));
    }
    text.append('\n');
  }

  private static void whereToLook(StringBuilder text, List<String> lines) {
    if (lines.size() > 1) {
      text.append("**Where to look**\n\n");
    }
    sentences(text, "", lines);
  }

  private static String mark(SlaResult sla) {
    return switch (sla.verdict()) {
      case MET -> "✅ met";
      case BROKEN -> "❌ broken";
      case NO_DATA -> "⚠️ no data";
      case NOT_JUDGED -> "➖ not judged";
    };
  }

  private static void figures(StringBuilder text, RunResult result) {
    RequestFigures all = result.figures().totals();
    text.append(
        "| Requests | Throughput | Errors | P50 | P95 | P99 | Max | Peak users | Dropped arrivals |\n");
    text.append("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    row(
        text,
        FigureText.count(all.count()),
        FigureText.perSecond(all.rps()),
        FigureText.percent(all.errorRatio()),
        FigureText.ms(all.times().p50Ms()),
        FigureText.ms(all.times().p95Ms()),
        FigureText.ms(all.times().p99Ms()),
        FigureText.ms(all.times().maxMs()),
        FigureText.count(result.figures().users().peak()),
        result.figures().dropped() == null
            ? FigureText.NONE
            : FigureText.count(result.figures().dropped().count()));
    text.append('\n');
    if (result.figures().latency() != null) {
      text.append("| Response times | P50 | P95 | P99 | Max |\n");
      text.append("| --- | ---: | ---: | ---: | ---: |\n");
      percentiles(text, "as logged", result.figures().latency().raw());
      percentiles(text, "as felt", result.figures().latency().corrected());
      text.append('\n');
    }
  }

  private static void percentiles(StringBuilder text, String name, Percentiles times) {
    row(
        text,
        name,
        FigureText.ms(times.p50Ms()),
        FigureText.ms(times.p95Ms()),
        FigureText.ms(times.p99Ms()),
        FigureText.ms(times.maxMs()));
  }

  private static void browser(StringBuilder text, BrowserTable browser) {
    if (browser == null) {
      return;
    }
    text.append("**").append(BrowserTable.HEADING).append("**\n\n");
    row(text, BrowserTable.columns());
    text.append("| --- | ---: | ---: | ---: | ---: |\n");
    browser.rows().forEach(figure -> row(text, figure.cells()));
    text.append('\n');
    browser.facts().forEach(fact -> sentence(text, "%s: %s".formatted(fact.label(), fact.text())));
    browser.failures().stream()
        .limit(MOST_ERRORS)
        .forEach(failure -> sentence(text, "Failed visit: " + failure));
    text.append('\n');
  }

  private static void injectors(StringBuilder text, List<InjectorFigures> injectors) {
    if (injectors.isEmpty()) {
      return;
    }
    row(text, InjectorTable.columns().toArray(String[]::new));
    text.append("| ---")
        .append(" | ---:".repeat(InjectorTable.columns().size() - 1))
        .append(" |\n");
    injectors.forEach(injector -> row(text, InjectorTable.cells(injector).toArray(String[]::new)));
    text.append('\n');
  }

  private static void requests(StringBuilder text, List<RequestFigures> requests) {
    List<RequestFigures> slowest =
        requests.stream()
            .filter(request -> request.count() > 0)
            .sorted(
                Comparator.comparing((RequestFigures request) -> request.times().p95Ms())
                    .reversed())
            .limit(MOST_REQUESTS)
            .toList();
    if (slowest.isEmpty()) {
      return;
    }
    text.append("<details><summary>Slowest requests</summary>\n\n");
    text.append("| Request | Count | Errors | P50 | P95 | P99 | Max |\n");
    text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (RequestFigures request : slowest) {
      row(
          text,
          request.name(),
          FigureText.count(request.count()),
          FigureText.percent(request.errorRatio()),
          FigureText.ms(request.times().p50Ms()),
          FigureText.ms(request.times().p95Ms()),
          FigureText.ms(request.times().p99Ms()),
          FigureText.ms(request.times().maxMs()));
    }
    text.append("\n</details>\n\n");
  }

  private static void errors(StringBuilder text, List<ErrorCount> errors) {
    if (errors.isEmpty()) {
      return;
    }
    text.append("| Error | Count |\n| --- | ---: |\n");
    errors.stream()
        .limit(MOST_ERRORS)
        .forEach(error -> row(text, error.message(), FigureText.count(error.count())));
    text.append('\n');
  }

  private static void row(StringBuilder text, String... cells) {
    text.append(
        Stream.of(cells).map(MarkdownText::of).collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
