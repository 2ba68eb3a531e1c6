package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.BrowserFigures;
import io.openmeet.loadtest.results.BrowserFigures.Figure;
import io.openmeet.loadtest.results.BrowserFigures.Percentile;
import io.openmeet.loadtest.results.BrowserResult;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a browser measured, in words for every report. Texts from the browser are in it as they
 * came: each report escapes them in its own way.
 *
 * @param failures of visits, with and without load
 */
record BrowserTable(List<Row> rows, List<Fact> facts, List<String> failures) {
  static final String HEADING = "In the browser";

  private static final double MILLIS_PER_SECOND = 1_000;

  /** From this on, a ratio says more than a percentage. */
  private static final double DOUBLE = 2;

  private static final List<String> COLUMNS =
      List.of("Figure (P75)", "Under load", "Without load", "Difference", "Visits with / without");

  /**
   * @param visits with and without load; {@code 38 of 40} when two of 40 reported no value
   */
  record Row(String figure, String loaded, String control, String difference, String visits) {
    /** As many as there are columns. */
    String[] cells() {
      return new String[] {figure, loaded, control, difference, visits};
    }
  }

  /** What is known of the whole, such as the browser's version. */
  record Fact(String label, String text) {}

  /**
   * @return null when no browser took part
   */
  static BrowserTable of(RunResult run) {
    BrowserResult browser = run.figures().browser();
    if (browser == null) {
      return null;
    }
    BrowserFigures measured = browser.measured();
    return new BrowserTable(
        measured.figures().stream().map(BrowserTable::row).toList(),
        facts(measured, browser.api(), !run.injectors().isEmpty()),
        Stream.concat(
                measured.failures().stream(),
                measured.controlFailures().stream().map(text -> "without load: " + text))
            .toList());
  }

  static String[] columns() {
    return COLUMNS.toArray(String[]::new);
  }

  private static Row row(Figure figure) {
    Percentile control = figure.control();
    return new Row(
        figure.name().title(),
        value(figure.unit(), figure.loaded().p75()),
        control == null ? FigureText.NONE : value(figure.unit(), control.p75()),
        control == null
            ? FigureText.NONE
            : difference(figure.unit(), figure.loaded().p75(), control.p75()),
        visits(figure.loaded()) + " / " + (control == null ? FigureText.NONE : visits(control)));
  }

  private static List<Fact> facts(
      BrowserFigures measured, BrowserResult.Api api, boolean isMerged) {
    List<Fact> facts = new ArrayList<>();
    double seconds = (measured.endMs() - measured.startMs()) / MILLIS_PER_SECOND;
    facts.add(
        new Fact(
            "Browser",
            "%s, %s at once for %s s"
                .formatted(
                    measured.version(),
                    measured.pages() == 1
                        ? "1 page"
                        : NumberText.count(measured.pages()) + " pages",
                    NumberText.text(seconds, 1))));
    facts.add(
        new Fact(
            "Browser's CPU",
            "%s of all cores under load, %s without load"
                .formatted(ratio(measured.cpuRatio()), ratio(measured.controlCpuRatio()))));
    facts.add(
        new Fact(
            "API P95",
            "median of %s without the browser: %s; of %s with it: %s"
                .formatted(
                    seconds(api.secondsWithout()),
                    FigureText.ms(api.p95WithoutMs()),
                    seconds(api.secondsWith()),
                    FigureText.ms(api.p95WithMs()))));
    if (isMerged) {
      facts.add(
          new Fact(
              "Visits",
              "of the first injector with a browser; service levels count those of all injectors"));
    }
    if (measured.controlMissing() != null) {
      facts.add(new Fact("Without load", "not measured: " + measured.controlMissing()));
    }
    return List.copyOf(facts);
  }

  private static String seconds(int count) {
    return count == 1 ? "1 second" : NumberText.count(count) + " seconds";
  }

  private static String ratio(Double ratio) {
    return ratio == null ? FigureText.NONE : NumberText.percent(ratio, 0);
  }

  private static String value(Unit unit, Double value) {
    return value == null ? FigureText.NONE : unit.text(value);
  }

  /** Also as a part of the control, which says more of small values. */
  private static String difference(Unit unit, Double loaded, Double control) {
    if (loaded == null || control == null) {
      return FigureText.NONE;
    }
    double difference = loaded - control;
    String sign = difference > 0 ? "+" : difference < 0 ? "-" : "";
    String part =
        difference == 0 || control == 0 ? "" : " (%s)".formatted(change(loaded / control));
    return sign + value(unit, Math.abs(difference)) + part;
  }

  private static String change(double ratio) {
    return ratio < DOUBLE
        ? ComparisonText.change(ratio)
        : NumberText.text(ratio, 1) + " times as much";
  }

  private static String visits(Percentile percentile) {
    String visits = NumberText.count(percentile.visits());
    return percentile.withoutValue() == 0
        ? visits
        : "%s of %s"
            .formatted(NumberText.count(percentile.visits() - percentile.withoutValue()), visits);
  }
}
