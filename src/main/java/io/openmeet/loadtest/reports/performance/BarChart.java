package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.reports.charts.ChartStyle;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** Horizontal bars, each of one or more parts. */
final class BarChart {
  private static final double WIDEST_BAR = 0.3;

  private final String axis;
  private final DefaultCategoryDataset data = new DefaultCategoryDataset();
  private final StackedBarRenderer renderer = new StackedBarRenderer();

  BarChart(String axis) {
    this.axis = axis;
  }

  /** Parts with the same name have the same colour. */
  void add(String part, String bar, double value, Color colour) {
    data.addValue(value, part, bar);
    renderer.setSeriesPaint(data.getRowIndex(part), colour);
  }

  JFreeChart chart(boolean legend) {
    NumberAxis values = ChartStyle.LIGHT.axis(new NumberAxis(axis));
    values.setNumberFormatOverride(
        new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setMaximumBarWidth(WIDEST_BAR);
    CategoryPlot plot =
        new CategoryPlot(data, ChartStyle.LIGHT.axis(new CategoryAxis(null)), values, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeGridlinePaint(ChartStyle.LIGHT.grid());
    return ChartStyle.LIGHT.chart(plot, legend);
  }
}
