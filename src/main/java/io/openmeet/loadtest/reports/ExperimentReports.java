package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.comparison.ExperimentResult;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reports of an experiment: for the console, and as files in its folder. */
public final class ExperimentReports {
  /** For programs. */
  public static final String JSON = "experiment.json";

  /** For pull requests. */
  public static final String MARKDOWN = "experiment.md";

  /** For people. */
  public static final String HTML = "experiment.html";

  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer(new RowPerEntry());

  private ExperimentReports() {}

  /** For the console; the last line, too, ends with a line separator. */
  public static String console(ExperimentResult result) {
    return DocumentText.of(ExperimentDocument.of(result));
  }

  /** Writes all files into the experiment's folder. */
  public static void write(ExperimentResult result, Path folder) throws IOException {
    Document document = ExperimentDocument.of(result);
    String markdown = DocumentMarkdown.of(document);
    WholeFile.write(
        folder.resolve(MARKDOWN), out -> out.write(markdown.getBytes(StandardCharsets.UTF_8)));
    WholeFile.write(
        folder.resolve(JSON),
        out -> {
          out.write(WRITER.writeValueAsBytes(result));
          out.write("\n".getBytes(StandardCharsets.UTF_8));
        });
    DocumentPage.write(document, folder.resolve(HTML));
  }
}
