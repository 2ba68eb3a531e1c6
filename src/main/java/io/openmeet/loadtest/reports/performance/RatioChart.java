package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.reports.charts.ChartStyle;
import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Ratios with their intervals, a row each, on a logarithmic axis; 1 is no difference. */
final class RatioChart {
  private static final double DOT = 8;
  private static final double ROOM = 1.3;

  private final String axis;
  private final List<String> names = new ArrayList<>();
  private final XYIntervalSeries series = new XYIntervalSeries("ratio", false, true);
  private double least = 1;
  private double most = 1;

  RatioChart(String axis) {
    this.axis = axis;
  }

  /** All above 0. */
  void add(String name, double ratio, double low, double high) {
    int row = names.size();
    series.add(ratio, low, high, row, row, row);
    names.add(name);
    least = Math.min(least, low);
    most = Math.max(most, high);
  }

  int size() {
    return names.size();
  }

  /** Has at least one row. */
  JFreeChart chart() {
    LogAxis ratios = ChartStyle.LIGHT.axis(new LogAxis(axis));
    ratios.setBase(10);
    ratios.setTickUnit(new NumberTickUnit(1));
    ratios.setNumberFormatOverride(
        new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    ratios.setRange(least / ROOM, most * ROOM);
    SymbolAxis rows = ChartStyle.LIGHT.axis(new SymbolAxis(null, names.toArray(String[]::new)));
    rows.setInverted(true);
    rows.setGridBandsVisible(false);
    rows.setRange(-0.5, names.size() - 0.5);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setSeriesPaint(0, TuningColour.OPTIMIZED);
    renderer.setSeriesShape(0, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
    renderer.setErrorStroke(new BasicStroke(2));
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    XYPlot plot = new XYPlot(data, ratios, rows, renderer);
    plot.setDomainGridlinePaint(ChartStyle.LIGHT.grid());
    plot.setRangeGridlinePaint(ChartStyle.LIGHT.grid());
    plot.addDomainMarker(new ValueMarker(1, TuningColour.BASELINE, new BasicStroke(1.5f)));
    return ChartStyle.LIGHT.chart(plot, false);
  }
}
