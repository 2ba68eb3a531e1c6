package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.night.Night;
import io.openmeet.loadtest.night.Nights;
import io.openmeet.loadtest.night.SampleNight;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightReportsTest {
  /** A night after another, with a regression and with names that try to be markup. */
  @Test
  void theConsoleAndTheSummaryEqualTheirGoldenFiles() throws IOException {
    Night night = SampleNight.hostile();

    GoldenFile.assertSame(
        "night-console.txt", NightReports.console(night).replace(System.lineSeparator(), "\n"));
    GoldenFile.assertSame("night-summary.md", NightReports.markdown(night));
  }

  @Test
  void theFirstNightSaysThatThereIsNoOther() throws IOException {
    Night night = SampleNight.of("n1", "2026-05-04T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS);

    GoldenFile.assertSame(
        "night-first-console.txt",
        NightReports.console(night).replace(System.lineSeparator(), "\n"));
  }

  /**
   * One suite for the run that still has its folder; the last night's files are beside the nights.
   */
  @Test
  void pipelinesFindTheFilesOfTheLastNight(@TempDir Path folder) throws IOException {
    Path results = Files.createDirectories(folder.resolve("gatling"));
    Path run = SampleRun.passing().writeTo(folder);
    Files.move(run, results.resolve("apisimulation-n1"));
    Night night = SampleNight.of("n1", "2026-05-04T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS);
    SampleNight.write(results, night);

    NightReports.write(night, new Nights(results));

    String junit = Files.readString(results.resolve("nights/n1/junit.xml"));
    assertEquals(1, junit.split("<testsuite ", -1).length - 1);
    assertTrue(junit.contains("<testsuite name=\"ApiSimulation\""), junit);
    assertEquals(junit, Files.readString(results.resolve("nights/junit.xml")));
    assertEquals(
        NightReports.markdown(night), Files.readString(results.resolve("nights/summary.md")));
  }
}
