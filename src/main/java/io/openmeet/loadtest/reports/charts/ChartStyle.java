package io.openmeet.loadtest.reports.charts;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.ui.RectangleInsets;

/**
 * The look of charts. They have a background of their own: a picture in Markdown does not know
 * whether the page around it is light or dark.
 *
 * @param ink of texts
 * @param grid of lines that help to read values
 */
public record ChartStyle(Color background, Color ink, Color grid) {
  public static final ChartStyle LIGHT =
      new ChartStyle(Color.WHITE, new Color(0x24292F), new Color(0xD8DEE4));

  /** For pages that have a picture for each of the user's preferences. */
  public static final ChartStyle DARK =
      new ChartStyle(new Color(0x18202A), new Color(0xE8EDF3), new Color(0x3A4654));

  public static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /** Colours that differ in lightness too, so that they can be told apart without colour. */
  private static final List<Color> ON_LIGHT =
      List.of(
          new Color(0x12436D),
          new Color(0x28A197),
          new Color(0x801650),
          new Color(0xF46A25),
          new Color(0xA8B1BA));

  private static final List<Color> ON_DARK =
      List.of(
          new Color(0x7CB8F5),
          new Color(0x57D39B),
          new Color(0xE58BC0),
          new Color(0xF5975A),
          new Color(0xA3B0BF));

  /** Number of different colours. */
  public static final int PARTS = 5;

  private static final int MARGIN = 12;

  /**
   * The colour of a part.
   *
   * @param index 0 to below {@value #PARTS}
   */
  public Color part(int index) {
    return (this == DARK ? ON_DARK : ON_LIGHT).get(index);
  }

  public JFreeChart chart(Plot plot, boolean legend) {
    JFreeChart chart = new JFreeChart(null, FONT, plot, legend);
    chart.setBackgroundPaint(background);
    chart.setPadding(new RectangleInsets(MARGIN, MARGIN, MARGIN, MARGIN));
    plot.setBackgroundPaint(background);
    plot.setOutlineVisible(false);
    if (legend) {
      chart.getLegend().setItemFont(FONT);
      chart.getLegend().setItemPaint(ink);
      chart.getLegend().setBackgroundPaint(background);
      chart.getLegend().setFrame(BlockBorder.NONE);
    }
    return chart;
  }

  public <A extends Axis> A axis(A axis) {
    axis.setLabelFont(FONT);
    axis.setLabelPaint(ink);
    axis.setTickLabelFont(FONT);
    axis.setTickLabelPaint(ink);
    axis.setAxisLinePaint(grid);
    axis.setTickMarkPaint(grid);
    return axis;
  }
}
