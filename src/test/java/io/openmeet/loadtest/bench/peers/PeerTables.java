package io.openmeet.loadtest.bench.peers;

import io.openmeet.loadtest.bench.peers.ToolReport.Times;
import io.openmeet.loadtest.reports.MarkdownText;
import io.openmeet.loadtest.reports.TextTable;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The tables, for the console and in Markdown. */
final class PeerTables {
  private static final String NOTHING = "-";
  private static final List<String> AT_A_RATE =
      List.of(
          "Tool",
          "Requests/s",
          "CPU for each request",
          "P50, P95, P99 it reports",
          "P50, P95, P99 at the API",
          "Late or dropped",
          "Errors",
          "Says that it cannot keep up");
  private static final List<String> STALLED =
      List.of("Tool", "P50, P95, P99 it reports", "P50, P95, P99 at the API", "Requests/s");

  /** A heading's table. */
  record Table(List<String> columns, List<List<String>> rows) {
    String text() {
      TextTable table = new TextTable(columns.toArray(String[]::new));
      rows.forEach(row -> table.row(row.toArray(String[]::new)));
      return table.toString();
    }

    String markdown() {
      return line(columns)
          + "|---".repeat(columns.size())
          + "|\n"
          + rows.stream().map(Table::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
      return cells.stream().map(MarkdownText::of).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
  }

  private PeerTables() {}

  static Table atARate(List<PeerRun> runs) {
    OptionalDouble suiteMicros =
        runs.stream()
            .filter(run -> run.tool() == Tool.SUITE)
            .flatMap(run -> run.load().stream())
            .mapToDouble(LoadStretch::cpuMicrosPerRequest)
            .findFirst();
    return new Table(AT_A_RATE, runs.stream().map(run -> atARate(run, suiteMicros)).toList());
  }

  private static List<String> atARate(PeerRun run, OptionalDouble suiteMicros) {
    return List.of(
        run.tool().label(),
        requestsPerSecond(run),
        run.load().map(load -> cpu(load.cpuMicrosPerRequest(), suiteMicros)).orElse(NOTHING),
        reported(run),
        atTheApi(run),
        run.report().flatMap(ToolReport::lateOrDropped).orElse(NOTHING),
        run.report().map(report -> NumberText.count(report.errors())).orElse(NOTHING),
        run.report()
            .map(report -> report.complaint().map(PeerTables::firstSentence).orElse("no"))
            .orElse("no result"));
  }

  /** The first row is what each tool should report. */
  static Table stalled(List<PeerRun> runs, Stall stall) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "Users at an even rate",
            percentiles(percentile -> above(stall.leastMs(percentile))),
            NOTHING,
            NOTHING));
    runs.forEach(
        run ->
            rows.add(
                List.of(run.tool().label(), reported(run), atTheApi(run), requestsPerSecond(run))));
    return new Table(STALLED, rows);
  }

  private static String above(double ms) {
    return ms > 0 ? "above " + NumberText.text(ms, 0) : NOTHING;
  }

  private static String percentiles(DoubleFunction<String> text) {
    return DoubleStream.of(50, 95, 99).mapToObj(text).collect(Collectors.joining(", ", "", " ms"));
  }

  private static String requestsPerSecond(PeerRun run) {
    return run.load().map(load -> NumberText.text(load.requestsPerSecond(), 0)).orElse(NOTHING);
  }

  private static String cpu(double micros, OptionalDouble suiteMicros) {
    String text = NumberText.text(micros, 0) + " \u00b5s";
    return suiteMicros.isEmpty()
        ? text
        : text + " (%s times)".formatted(NumberText.text(micros / suiteMicros.getAsDouble(), 2));
  }

  private static String firstSentence(String text) {
    return text.split("[.;!] ")[0];
  }

  private static String reported(PeerRun run) {
    return run.report().map(ToolReport::times).map(PeerTables::text).orElse(NOTHING);
  }

  private static String text(Times times) {
    return Stream.of(times.p50Ms(), times.p95Ms(), times.p99Ms())
        .map(NumberText::significant)
        .collect(Collectors.joining(", ", "", " ms"));
  }

  private static String atTheApi(PeerRun run) {
    return run.load()
        .map(load -> percentiles(percentile -> text(load.responseTime(percentile))))
        .orElse(NOTHING);
  }

  private static String text(Measured bucket) {
    if (bucket instanceof Measured.Interval interval) {
      return Double.isInfinite(interval.high())
          ? "above " + NumberText.plain(interval.low())
          : NumberText.plain(interval.low()) + "-" + NumberText.plain(interval.high());
    }
    return NOTHING;
  }
}
