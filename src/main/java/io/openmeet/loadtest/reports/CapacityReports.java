package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.capacity.CapacityStudy;
import io.openmeet.loadtest.reports.Document.Picture;
import io.openmeet.loadtest.reports.capacity.CapacityChart;
import io.openmeet.loadtest.reports.charts.ChartStyle;
import io.openmeet.loadtest.reports.charts.SvgPicture;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reports of a search for a capacity: for the console, and as files in its folder. */
public final class CapacityReports {
  /** For programs. */
  public static final String JSON = "capacity.json";

  /** For pull requests; it shows {@link #PICTURE}. */
  public static final String MARKDOWN = "capacity.md";

  /** For people. */
  public static final String HTML = "capacity.html";

  public static final String PICTURE = "capacity.svg";

  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer(new RowPerEntry());

  private CapacityReports() {}

  /**
   * Checks that this machine can draw the picture.
   *
   * @throws io.openmeet.loadtest.settings.ConfigurationException when it has no fonts
   */
  public static void checkFonts() {
    SvgPicture.checkFonts();
  }

  /** For the console; the last line, too, ends with a line separator. */
  public static String console(CapacityStudy study) {
    return DocumentText.of(CapacityDocument.of(study, null));
  }

  /** Writes all files into the search's folder. */
  public static void write(CapacityStudy study, Path folder) throws IOException {
    Picture picture =
        new Picture(
            CapacityChart.title(study),
            PICTURE,
            new CapacityChart(study, ChartStyle.LIGHT).svg(),
            new CapacityChart(study, ChartStyle.DARK).svg());
    Document document = CapacityDocument.of(study, picture);
    write(folder.resolve(PICTURE), picture.light());
    write(folder.resolve(MARKDOWN), DocumentMarkdown.of(document));
    write(folder.resolve(JSON), WRITER.writeValueAsString(study) + "\n");
    DocumentPage.write(document, folder.resolve(HTML));
  }

  private static void write(Path file, String content) throws IOException {
    WholeFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }
}
