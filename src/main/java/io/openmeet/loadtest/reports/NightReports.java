package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.night.Night;
import io.openmeet.loadtest.night.NightRun;
import io.openmeet.loadtest.night.Nights;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The reports of a night that has ended, for people, pipelines and pages of CI systems. */
public final class NightReports {
  public static final String SUMMARY = "summary.md";
  public static final String JUNIT = "junit.xml";

  private NightReports() {}

  /** For the console; the last line, too, ends with a line separator. */
  public static String console(Night night) {
    return DocumentText.of(NightDocument.of(night));
  }

  /** In GitHub-flavoured Markdown, for the summary of a job. */
  public static String markdown(Night night) {
    return DocumentMarkdown.of(NightDocument.of(night));
  }

  /** The whole night in a line. */
  public static String title(Night night) {
    return NightDocument.title(night);
  }

  /**
   * Writes the summary and the JUnit file into the night's folder, and into the folder of all
   * nights, where pipelines find those of the last night.
   */
  public static void write(Night night, Nights nights) throws IOException {
    byte[] summary = markdown(night).getBytes(StandardCharsets.UTF_8);
    List<RunResult> results = new ArrayList<>();
    for (NightRun run : night.lastRuns()) {
      if (run.folder() != null && Files.isDirectory(nights.results().resolve(run.folder()))) {
        results.add(RunDirectory.read(nights.results().resolve(run.folder())));
      }
    }
    Path folder = nights.folder(night.id());
    for (Path place : List.of(folder, folder.getParent())) {
      WholeFile.write(place.resolve(SUMMARY), out -> out.write(summary));
      JunitXml.write(results, place.resolve(JUNIT));
    }
  }
}
