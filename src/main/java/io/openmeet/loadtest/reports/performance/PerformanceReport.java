package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.performance.CostBook;
import io.openmeet.loadtest.performance.MeasuredRun;
import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.reports.charts.SvgPicture;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the performance report: {@value #NAME} in the project, its pictures, the source of each
 * figure, and the table of tunings in README files. The same measurements and prices always give
 * the same text.
 */
public final class PerformanceReport {
  /** In the project's folder. */
  public static final String NAME = "PERFORMANCE_REPORT.md";

  /** Folder of the pictures, the measurements and the sources, in the project's folder. */
  public static final String FOLDER = "ci/performance";

  /** In {@link #FOLDER}. */
  public static final String SOURCES = "sources.csv";

  /** Those with the lines of {@link MarkedBlock} have the table of tunings. */
  static final List<String> READMES = List.of("README.md", "ci/bench/README.md");

  private final PerformanceStudy study;
  private final CostBook book;

  public PerformanceReport(PerformanceStudy study, CostBook book) {
    this.study = study;
    this.book = book;
  }

  /**
   * Checks that this machine can draw the pictures.
   *
   * @throws ConfigurationException when it has no fonts
   */
  public static void checkFonts() {
    SvgPicture.checkFonts();
  }

  /**
   * Writes all files of the report.
   *
   * @param project the project's folder
   */
  public void write(Path project) throws IOException {
    Path folder = Files.createDirectories(project.resolve(FOLDER));
    TracedText text = text();
    write(project.resolve(NAME), text.markdown());
    write(folder.resolve(SOURCES), text.sources());
    for (Map.Entry<String, String> picture :
        new PerformancePictures(study, book).all().entrySet()) {
      write(folder.resolve(picture.getKey()), picture.getValue());
    }
    for (String readme : READMES) {
      if (Files.exists(project.resolve(readme))) {
        MarkedBlock.replace(project.resolve(readme), tunings().markdown());
      }
    }
  }

  private static void write(Path file, String content) throws IOException {
    WholeFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  TracedText text() {
    TracedText text = new TracedText();
    text.line("# Performance report").blank();
    text.line(
        "What the optimisations of the reference API bring: measured, not estimated. {} writes this file; do not edit it.",
        Traced.code("ci/loadtest performance-report", Sources.METHOD));
    text.blank()
        .line(
            "{}. API, database, cache and injector share this machine.",
            MachineText.of(
                study.environment(),
                study.runs().get(0).startedAt(),
                study.runs().stream().map(MeasuredRun::gitCommit),
                Sources.ENVIRONMENT));
    LevelsSection.add(text, study);
    ExperimentSection.add(text, study, FOLDER);
    if (study.client() != null) {
      ClientSection.add(text, study.client(), FOLDER);
    }
    RatesSection.add(text, study, FOLDER);
    CostSection.add(text, study, book, FOLDER);
    RunsSection.add(text, study);
    again(text);
    return text;
  }

  /** The table of tunings for the README files. */
  TracedText tunings() {
    return TuningsTable.of(study);
  }

  private void again(TracedText text) {
    text.heading("How to make it again").blank();
    text.line(
        "{} measures all of it again and writes these files; it needs a machine on which nothing else runs. It goes on where it"
            + " was stopped. With {}, it only writes the files again, for example with other prices in {}.",
        Traced.code(
            "ci/loadtest performance-report --profile "
                + study.experiment().plan().profile()
                + " --pairs "
                + study.experiment().plan().pairs(),
            Sources.PLAN),
        Traced.code("--render", Sources.METHOD),
        Traced.code(CostBook.FILE.toString().replace('\\', '/'), Sources.METHOD));
  }
}
