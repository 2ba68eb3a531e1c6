package io.openmeet.loadtest.reports.performance;

import java.awt.Color;
import java.awt.Font;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.ui.RectangleInsets;

/**
 * The look of all charts. They have a light background of their own, because a picture in Markdown
 * does not know whether the page around it is light or dark.
 */
final class ChartStyle {
  static final Color BASELINE = new Color(0x8A939C);
  static final Color OPTIMIZED = new Color(0x1F6FB2);
  static final Color GRID = new Color(0xD8DEE4);
  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /** Colours that differ in lightness too, so that they can be told apart without colour. */
  static final Color[] PARTS = {
    new Color(0x12436D),
    new Color(0x28A197),
    new Color(0x801650),
    new Color(0xF46A25),
    new Color(0xA8B1BA)
  };

  private static final Color BACKGROUND = Color.WHITE;
  private static final Color INK = new Color(0x24292F);
  private static final int MARGIN = 12;

  private ChartStyle() {}

  static JFreeChart chart(Plot plot, boolean legend) {
    JFreeChart chart = new JFreeChart(null, FONT, plot, legend);
    chart.setBackgroundPaint(BACKGROUND);
    chart.setPadding(new RectangleInsets(MARGIN, MARGIN, MARGIN, MARGIN));
    plot.setBackgroundPaint(BACKGROUND);
    plot.setOutlineVisible(false);
    if (legend) {
      chart.getLegend().setItemFont(FONT);
      chart.getLegend().setItemPaint(INK);
      chart.getLegend().setFrame(BlockBorder.NONE);
    }
    return chart;
  }

  static <A extends Axis> A axis(A axis) {
    axis.setLabelFont(FONT);
    axis.setLabelPaint(INK);
    axis.setTickLabelFont(FONT);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(GRID);
    axis.setTickMarkPaint(GRID);
    return axis;
  }
}
