package io.openmeet.loadtest.reports.capacity;

import io.openmeet.loadtest.capacity.CapacityStudy;
import io.openmeet.loadtest.capacity.LoadPoint;
import io.openmeet.loadtest.capacity.ShownWork;
import io.openmeet.loadtest.reports.charts.ChartStyle;
import io.openmeet.loadtest.reports.charts.SvgPicture;
import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.RangeType;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Draws response times, errors and work for each request against the load, with the bounds and the
 * knee as vertical lines.
 */
public final class CapacityChart {
  private static final int WIDTH = 900;
  private static final int ROW = 200;
  private static final int FRAME = 100;
  private static final double DOT = 6;
  private static final double GAP = 14;
  private static final double PERCENT = 100;
  private static final double LEAST_MS = 1;
  private static final double LEAST_RANGE = 1;

  /** Factors, because the axis of times is logarithmic. */
  private static final double ROOM = 1.2;

  private static final double ROOM_FOR_LABELS = 4;
  private static final BasicStroke LINE = new BasicStroke(1.5f);
  private static final BasicStroke DASHES =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

  private final CapacityStudy study;
  private final ChartStyle style;

  public CapacityChart(CapacityStudy study, ChartStyle style) {
    this.study = study;
    this.style = style;
  }

  /** What the picture shows, for readers who do not see it. */
  public static String title(CapacityStudy study) {
    return "Response times, errors and work for each request against " + study.plan().unit().unit();
  }

  /** As SVG. */
  public String svg() throws IOException {
    NumberAxis loads = numbers(study.plan().unit().unit());
    loads.setAutoRangeIncludesZero(true);
    CombinedDomainXYPlot all = new CombinedDomainXYPlot(loads);
    all.setGap(GAP);
    XYPlot times = times();
    addLabelledLines(times);
    all.add(times);
    all.add(withLines(errors()));
    XYPlot work = work();
    int rows = 2;
    if (work.getSeriesCount() > 0) {
      all.add(withLines(work));
      rows++;
    }
    return SvgPicture.of(style.chart(all, true), title(study), WIDTH, FRAME + rows * ROW);
  }

  private XYPlot times() {
    XYSeriesCollection series = new XYSeriesCollection();
    series.addSeries(series("P95, ms", point -> drawable(point.p95Ms())));
    series.addSeries(series("P99, ms", point -> drawable(point.p99Ms())));
    LogAxis times = style.axis(new LogAxis("ms"));
    times.setBase(10);
    times.setTickUnit(new NumberTickUnit(1));
    times.setNumberFormatOverride(format());
    times.setRange(
        LEAST_MS / ROOM,
        ROOM_FOR_LABELS
            * study.points().stream()
                .filter(point -> point.p99Ms() != null)
                .mapToDouble(point -> drawable(point.p99Ms()))
                .max()
                .orElse(LEAST_MS));
    return plot(series, times, 0);
  }

  /**
   * Times are whole milliseconds: 0 ms means up to 1 ms, and a logarithm needs a number above 0.
   */
  private static Double drawable(Double ms) {
    return ms == null ? null : (Double) Math.max(LEAST_MS, ms);
  }

  private XYPlot errors() {
    XYSeriesCollection series = new XYSeriesCollection();
    series.addSeries(
        series(
            "errors, %",
            point -> point.errorRatio() == null ? null : point.errorRatio() * PERCENT));
    return plot(series, numbers("%"), 2);
  }

  /** Units differ, so each is shown relative to the lowest load at which it is known. */
  private XYPlot work() {
    XYSeriesCollection series = new XYSeriesCollection();
    for (ShownWork work : ShownWork.values()) {
      double first =
          study.points().stream()
              .map(point -> point.work().get(work))
              .filter(use -> use != null && use > 0)
              .findFirst()
              .orElse(0.0);
      if (first > 0) {
        series.addSeries(
            series(
                work.label() + " for each request, % of the first",
                point ->
                    point.work().containsKey(work)
                        ? (Double) (point.work().get(work) / first * PERCENT)
                        : null));
      }
    }
    return plot(series, numbers("%"), 3);
  }

  private XYSeries series(String name, Function<LoadPoint, Double> value) {
    XYSeries series = new XYSeries(name);
    for (LoadPoint point : study.points()) {
      Double y = value.apply(point);
      if (y != null) {
        series.add(point.load(), y);
      }
    }
    return series;
  }

  private NumberAxis numbers(String label) {
    NumberAxis axis = style.axis(new NumberAxis(label));
    axis.setNumberFormatOverride(format());
    // Nothing here is below 0, and an axis without errors still needs numbers that differ.
    axis.setRangeType(RangeType.POSITIVE);
    axis.setAutoRangeMinimumSize(LEAST_RANGE);
    return axis;
  }

  private static DecimalFormat format() {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  private XYPlot plot(XYSeriesCollection series, ValueAxis values, int firstColour) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    for (int i = 0; i < series.getSeriesCount(); i++) {
      renderer.setSeriesPaint(i, style.part((firstColour + i) % ChartStyle.PARTS));
      renderer.setSeriesStroke(i, LINE);
      renderer.setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
    }
    XYPlot plot = new XYPlot(series, null, values, renderer);
    plot.setBackgroundPaint(style.background());
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(style.grid());
    plot.setRangeGridlinePaint(style.grid());
    return plot;
  }

  /** Vertical lines by their loads. */
  private SortedMap<Integer, String> lines() {
    SortedMap<Integer, String> lines = new TreeMap<>();
    BiFunction<String, String, String> both = (one, other) -> one + ", " + other;
    if (study.result().lower() != null) {
      lines.merge(study.result().lower(), "borne", both);
    }
    if (study.result().upper() != null) {
      lines.merge(study.result().upper(), "not borne", both);
    }
    if (study.knee() != null) {
      lines.merge(study.knee(), "knee", both);
    }
    return lines;
  }

  private ValueMarker line(int load) {
    return new ValueMarker(load, style.ink(), DASHES);
  }

  private XYPlot withLines(XYPlot plot) {
    lines().keySet().forEach(load -> plot.addDomainMarker(line(load), Layer.BACKGROUND));
    return plot;
  }

  /** The last label stands on the right of its line, because bounds are near each other. */
  private void addLabelledLines(XYPlot plot) {
    SortedMap<Integer, String> lines = lines();
    lines.forEach(
        (load, label) -> {
          ValueMarker marker = line(load);
          boolean right = lines.size() > 1 && load.equals(lines.lastKey());
          marker.setLabel(label);
          marker.setLabelFont(ChartStyle.FONT);
          marker.setLabelPaint(style.ink());
          marker.setLabelBackgroundColor(style.background());
          marker.setLabelAnchor(right ? RectangleAnchor.TOP_RIGHT : RectangleAnchor.TOP_LEFT);
          marker.setLabelTextAnchor(right ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
          plot.addDomainMarker(marker, Layer.BACKGROUND);
        });
  }
}
