package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.night.Night;
import io.openmeet.loadtest.night.Nights;
import io.openmeet.loadtest.night.SampleNight;
import io.openmeet.loadtest.pullrequest.PullRequestData;
import io.openmeet.loadtest.pullrequest.PullRequestData.Level;
import io.openmeet.loadtest.pullrequest.PullRequestData.Simulation;
import io.openmeet.loadtest.pullrequest.PullRequestData.Work;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullRequestReportTest {
  private static final String HOSTILE =
      "<img src=x onerror=alert(1)> @team | `code` [link](http://evil.example) \u202Etxt --> <!-- openmeet-loadtest -->";

  @Test
  void theCommentEqualsItsGoldenFile() throws IOException {
    PullRequestData data =
        new PullRequestData(
            1,
            RunVerdict.FAIL,
            List.of("ApiSimulation is FAIL, it was PASS."),
            List.of(
                new Simulation(
                    "ApiSimulation",
                    "daily",
                    RunVerdict.FAIL,
                    List.of(HOSTILE),
                    List.of(
                        new Level("API P95 response time", "< 200 ms", "300 ms", Verdict.BROKEN),
                        new Level(HOSTILE, "< 1 %", "0 %", Verdict.MET),
                        new Level("Cache hit ratio", "> 80 %", "", Verdict.NOT_JUDGED)),
                    List.of(
                        new Work(
                            "queries_total{query=\"find\"}", "0.25", "0.5", "+100 %", true)))));

    GoldenFile.assertSame("pull-request.md", PullRequestReport.comment(data));
  }

  @Test
  void aPassWithoutNewsSaysSo() {
    String comment =
        PullRequestReport.comment(new PullRequestData(1, RunVerdict.PASS, List.of(), List.of()));

    assertTrue(comment.startsWith("<!-- openmeet-loadtest -->\n### Load test: PASS\n"), comment);
    assertTrue(comment.contains("All service levels are met"), comment);
  }

  /** 20 simulations with 50 levels of the longest texts would be above 400,000 characters. */
  @Test
  void theCommentIsNeverTooLongForTheForge() {
    String longest = "x".repeat(5_000);
    Simulation large =
        new Simulation(
            "A",
            "daily",
            RunVerdict.FAIL,
            Collections.nCopies(20, longest),
            Collections.nCopies(50, new Level(longest, longest, longest, Verdict.BROKEN)),
            List.of());
    String comment =
        PullRequestReport.comment(
            new PullRequestData(1, RunVerdict.FAIL, List.of(), Collections.nCopies(20, large)));

    assertTrue(comment.length() < 65_536, "" + comment.length());
    assertTrue(comment.endsWith("this comment would be too long.\n"), comment);
  }

  @Test
  void theDataHasTheLevelsOfEachRun(@TempDir Path folder) throws IOException {
    Path results = Files.createDirectories(folder.resolve("gatling"));
    Files.move(SampleRun.passing().writeTo(folder), results.resolve("apisimulation-n1"));
    Night night = SampleNight.of("n1", "2026-05-04T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS);

    PullRequestData data =
        PullRequestReport.data(
            night, new Nights(results), new RunHistory(folder.resolve("history")));

    assertEquals(RunVerdict.PASS, data.verdict());
    assertFalse(data.hasNews());
    assertEquals(6, data.simulations().get(0).levels().size());
    assertEquals(
        new Level("API P95 response time", "< 200 ms", "114 ms", Verdict.MET),
        data.simulations().get(0).levels().get(0));
    assertEquals(List.of(), data.simulations().get(1).levels());
  }
}
