package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.night.SampleNight;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the list of all runs shows nights, in a real browser. */
class NightPageTest {
  @TempDir private Path folder;
  private HeadlessChromium chromium;
  private Path results;

  @BeforeEach
  void startBrowser() throws IOException {
    chromium = new HeadlessChromium();
    results = Files.createDirectories(folder.resolve("gatling"));
    run("apisimulation-n1");
    run("authsimulation-n1");
    run("apisimulation-2");
    run("by-hand");
  }

  private void run(String name) throws IOException {
    Path run = SampleRun.passing().writeTo(folder);
    new ResultsJson().write(RunReport.alone(RunDirectory.read(run)), run);
    Files.move(run, results.resolve(name));
  }

  private String shown(String script) throws Exception {
    Portal.write(results, new RunHistory(folder.resolve("history")));
    return chromium.act(results.resolve(Portal.NAME), 1400, script);
  }

  @Test
  void theFirstLineSaysHowTheLastNightWentAndWhatChanged() throws Exception {
    SampleNight.write(
        results,
        SampleNight.of("n1", "2026-05-03T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS),
        SampleNight.hostile());

    assertEquals(
        "✕ FAIL Last night: FAIL with a regression: night 20260504T030000Z, profile daily|2|0",
        shown(
            """
            const night = page.getElementById('last-night');
            return night.querySelector('p').textContent + '|' + night.querySelectorAll('li').length
              + '|' + night.querySelectorAll('script, b').length;
            """));
  }

  @Test
  void theFirstNightHasNothingToCompareWith() throws Exception {
    SampleNight.write(
        results, SampleNight.of("n1", "2026-05-03T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS));

    assertEquals(
        "There is no earlier night with the same simulations and properties.",
        shown("return page.querySelector('#last-night .news').textContent;"));
  }

  @Test
  void aNightLikeTheOneBeforeSaysSo() throws Exception {
    SampleNight.write(
        results,
        SampleNight.of("n1", "2026-05-03T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS),
        SampleNight.after(
            "n1", SampleNight.of("n2", "2026-05-04T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS)));

    assertEquals(
        "Nothing changed: the same outcomes, and the same service levels.",
        shown("return page.querySelector('#last-night .news').textContent;"));
  }

  /** All four runs started at the same time, so they are in the order of their folders' names. */
  @Test
  void eachNightHasAHeadingAboveItsRuns() throws Exception {
    SampleNight.write(
        results,
        SampleNight.of("n1", "2026-05-03T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS),
        SampleNight.hostile());

    String groups =
        shown(
            """
            const rows = [...page.getElementById('runs').tBodies[0].rows];
            return rows.filter((row) => row.className === 'group').map((row) => row.textContent).sort().join('|')
              + '|' + rows.length + ' of ' + page.getElementById('runs').getAttribute('aria-rowcount');
            """);

    String night = "Night 20260504T030000Z, FAIL, 7 min, commit 06d4cc3f, http://127.0.0.1:8080";
    assertTrue(groups.contains(night), groups);
    assertTrue(groups.contains("Night n1, PASS, 1 min, http://127.0.0.1:8080"), groups);
    assertTrue(groups.contains("Other runs"), groups);
  }

  @Test
  void withoutNightsThereIsNoGroup() throws Exception {
    assertEquals(
        "0|4",
        shown(
            """
            const rows = [...page.getElementById('runs').tBodies[0].rows];
            return page.getElementById('last-night').childNodes.length + '|' + rows.length;
            """));
  }
}
