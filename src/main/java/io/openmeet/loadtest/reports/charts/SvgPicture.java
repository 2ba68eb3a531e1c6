package io.openmeet.loadtest.reports.charts;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.awt.Dimension;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes a chart as SVG: texts stay texts, and the same chart gives the same bytes. */
public final class SvgPicture {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final boolean TEXT_AS_SHAPES = false;
  private static final boolean CSS = false;

  private SvgPicture() {}

  /**
   * @param title what the picture shows, for readers who do not see it
   */
  public static String of(JFreeChart chart, String title, int width, int height)
      throws IOException {
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    SVGGraphics2D graphics = new SVGGraphics2D(context, TEXT_AS_SHAPES);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    root.setAttribute("role", "img");
    Element name = document.createElementNS(SVG, "title");
    name.setTextContent(title);
    root.insertBefore(name, root.getFirstChild());
    StringWriter out = new StringWriter();
    graphics.stream(root, out, CSS, false);
    return out.toString().replace("\r\n", "\n");
  }

  /**
   * Checks that this JVM can measure texts. Without fonts, Java throws errors of many kinds.
   *
   * @throws ConfigurationException when it cannot
   */
  public static void checkFonts() {
    try {
      ChartStyle.FONT.getStringBounds("API", new FontRenderContext(null, true, true));
    } catch (RuntimeException | Error noFonts) {
      throw new ConfigurationException(
          "The pictures need fonts, and Java finds none (%s); install fontconfig and a font, such as fonts-dejavu-core."
              .formatted(noFonts),
          noFonts);
    }
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException("every JVM has an XML parser", impossible);
    }
  }
}
