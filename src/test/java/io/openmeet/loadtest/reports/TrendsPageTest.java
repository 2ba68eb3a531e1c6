package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.trends.Acknowledgement;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryLevel;
import io.openmeet.loadtest.trends.HistoryTotals;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.SampleEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the trends of the portal in a real browser. */
class TrendsPageTest {
  private static final String HOSTILE = "</script><img src=x onerror=\"document.title='gone'\">";

  /** Draws the charts of a simulation. */
  private static final String OPEN =
      """
      const part = [...page.querySelectorAll('#trends > details')].find((one) => one.textContent.startsWith('ApiSimulation'));
      part.open = true;
      const opened = new Promise((done) => view.setTimeout(done, 200));
      """;

  @TempDir Path folder;
  private Path results;
  private RunHistory history;
  private HeadlessChromium chromium;

  @BeforeEach
  void startBrowser() throws IOException {
    results = Files.createDirectories(folder.resolve("gatling"));
    history = new RunHistory(folder.resolve("history"));
    chromium = new HeadlessChromium();
  }

  private static SampleEntry night(String date) {
    return SampleEntry.at(date + "T03:02:01.000Z");
  }

  /**
   * A good night, an INVALID one, one on another machine, and two that are good. The last has a
   * folder. Another simulation ran once, and all names are hostile.
   */
  private Path portal() throws IOException {
    SampleEntry elsewhere = night("2026-05-02");
    elsewhere.fingerprint = "ffffffffffff";
    elsewhere.processor = HOSTILE;
    SampleEntry slower = night("2026-05-03");
    slower.totals = new HistoryTotals(1000, 0.005, 99.4, 68, 150, 160);
    Path run = SampleRun.passing().writeTo(results);
    new ResultsJson().write(RunReport.alone(RunDirectory.read(run)), run);
    SampleEntry last = night("2026-05-04"); // the same run
    assertEquals(last.run, run.getFileName().toString());
    SampleEntry other = night("2026-05-04").of("AuthSimulation", "smoke");
    other.simulation = HOSTILE;
    other.run = "run <img src=x>";
    for (SampleEntry entry :
        new SampleEntry[] {
          night("2026-04-30"),
          night("2026-05-01").ended(RunVerdict.INVALID, HOSTILE),
          elsewhere,
          slower,
          last,
          other
        }) {
      history.append(entry.entry());
    }
    Portal.write(results, history);
    return results.resolve(Portal.NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dark", "light"})
  void aPartDrawsAChartForEachLevelWhenItIsOpenedInBothColorSchemes(String scheme)
      throws Exception {
    Path page = portal();

    String dom = chromium.dom(page.toUri(), 1280, scheme);
    assertTrue(dom.contains("data-ready=\"true\""), "the scripts did not end");
    assertFalse(dom.contains("data-error"), () -> dom.substring(0, 300));
    assertFalse(dom.contains("<canvas"), "nobody asked for a chart yet");

    assertEquals(
        "2|API P95 response time|Newest 114 ms (108 ms to 121 ms); limit < 200 ms.|true|",
        chromium
            .act(
                page,
                1280,
                OPEN
                    + """
                    return opened.then(() => [
                      part.querySelectorAll('canvas').length,
                      part.querySelector('h3').textContent,
                      part.querySelector('figcaption p').textContent,
                      part.querySelector('.plot').getAttribute('aria-label').startsWith('API P95 response time. Newest 114 ms'),
                      page.documentElement.dataset.error].join('|'));
                    """)
            .replace("&lt;", "<"));
  }

  /** On the fourth of five nights of ApiSimulation's P95: the third of four levels in the page. */
  private static void addRegression(Path page) throws IOException {
    String none = "\"changes\":[]";
    String regression =
        "\"changes\":[{\"run\":3,\"kind\":\"REGRESSION\",\"before\":100,\"after\":130,\"alert\":true}]";
    String[] parts = Files.readString(page).split(Pattern.quote(none), -1);
    assertEquals(5, parts.length);
    Files.writeString(
        page,
        String.join(none, parts[0], parts[1], parts[2])
            + regression
            + String.join(none, parts[3], parts[4]));
  }

  /** Each kind of line and mark has its colour in the picture. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aChartShowsItsLinesTheLimitTheInvalidNightAndARegression(boolean regression)
      throws Exception {
    Path page = portal();
    if (regression) {
      addRegression(page);
    }
    String colors =
        OPEN
            + """
            return opened.then(() => {
              const canvas = part.querySelector('canvas');
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              const style = view.getComputedStyle(page.documentElement);
              const drawn = (name) => {
                const color = style.getPropertyValue(name).trim();
                const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
                for (let i = 0; i < pixels.length; i += 4) {
                  if (pixels[i + 3] > 200 && parts.every((part, k) => Math.abs(part - pixels[i + k]) < 20)) return true;
                }
                return false;
              };
              return ['--c2', '--c1', '--c3', '--invalid', '--fail'].map(drawn).join();
            });
            """;

    assertEquals("true,true,true,true," + regression, chromium.act(page, 1280, colors));
  }

  @Test
  void aRegressionThatLastsIsNamedAndItsPartIsOpen() throws Exception {
    Path page = portal();
    addRegression(page);

    assertEquals(
        "false,true|Regression: API P95 response time since 2026-05-03|true",
        chromium.act(
            page,
            1280,
            """
            const parts = [...page.querySelectorAll('#trends > details')];
            const caption = 'Regression since 2026-05-03, from 100 ms to 130 ms.';
            return new Promise((done) => view.setTimeout(done, 200)).then(() => parts.map((part) => part.open).join() + '|'
              + parts[1].querySelector('.alert').textContent + '|' + parts[1].querySelector('figcaption p').textContent.endsWith(caption));
            """));
  }

  /** Units that a simulation has only if its levels do. */
  @ParameterizedTest
  @CsvSource({
    "SCORE, 0.034, 0.1, Newest 0.03; limit 0.10.",
    "SCORE, 0.004, 0.1, Newest 0.004; limit 0.10 (above the picture).",
    "PER_REQUEST, 12.34, 15, Newest 12.3; limit 15."
  })
  void aNumberWithoutAUnitIsDrawn(Unit unit, double value, double limit, String caption)
      throws Exception {
    SampleEntry night = night("2026-05-04");
    night.slas =
        List.of(new HistoryLevel("vital", unit, limit, value, null, null, null, null, Verdict.MET));
    history.append(night.entry());

    assertEquals(
        "1|" + caption + "|",
        chromium.act(
            written(),
            1280,
            OPEN
                + """
                return opened.then(() => [part.querySelectorAll('canvas').length,
                  part.querySelector('figcaption p').textContent, page.documentElement.dataset.error].join('|'));
                """));
  }

  /** 50 nights of about 100 ms, some of about 140 ms, the first of them the 31st. */
  private Path stepped(int slowNights) throws IOException {
    Instant first = Instant.parse("2026-03-01T03:02:01Z");
    for (int i = 0; i < 50; i++) {
      boolean slow = i >= 30 && i < 30 + slowNights;
      double p95 = (slow ? 140 : 100) + i * 7 % 5; // at most 4 % of noise
      SampleEntry night =
          SampleEntry.at(first.plus(i, ChronoUnit.DAYS).toString().replace("Z", ".000Z"));
      night.slas =
          List.of(
              new HistoryLevel(
                  "api-p95", Unit.MILLISECONDS, 200.0, p95, null, null, null, null, Verdict.MET));
      history.append(night.entry());
    }
    return written();
  }

  private Path written() throws IOException {
    Portal.write(results, history);
    return results.resolve(Portal.NAME);
  }

  /** The alert, the changes below the chart, and the rows of its table with a remark. */
  private String shown(Path page) throws Exception {
    return chromium.act(
        page,
        1280,
        OPEN
            + """
            return opened.then(() => {
              part.querySelector('figure details').open = true;
              return new Promise((done) => view.setTimeout(done, 200));
            }).then(() => {
              const alert = part.querySelector('.alert');
              const caption = part.querySelector('figcaption p').textContent;
              const rows = [...part.querySelectorAll('figure table')[0].tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent));
              const remarked = rows.filter((cells) => cells[cells.length - 1] !== '').map((cells) => cells[0] + ': ' + cells[cells.length - 1]);
              return [alert ? alert.textContent : 'no alert', caption.replace(/.*200 ms[.]/, ''), ...remarked].join('|');
            });
            """);
  }

  @Test
  void aLastingRegressionIsAnAlertUntilSomebodyAcknowledgesIt() throws Exception {
    Path page = stepped(20);
    String regression = "Regression since 2026-03-31, from 102 ms to 142 ms.";

    assertEquals(
        "Regression: api-p95 since 2026-03-31| "
            + regression
            + "|apisimulation-20260331030201000: "
            + regression,
        shown(page));

    HistoryEntry firstSlow = history.read().runs().get(30);
    history
        .acknowledgements()
        .append(Acknowledgement.of(firstSlow, "api-p95", "Passwords have a slower hash."));

    assertEquals(
        "no alert| " + regression + "|apisimulation-20260331030201000: " + regression,
        shown(written()));
  }

  @Test
  void aLevelThatIsAgainWhatItWasIsAReturn() throws Exception {
    assertEquals(
        "no alert| Regression since 2026-03-31, from 102 ms to 142 ms."
            + " Return since 2026-04-10, from 142 ms to 102 ms.",
        shown(stepped(10)).replaceFirst("\\|apisim.*", ""));
  }

  @Test
  void theValuesOfAChartAreInATableWithALinkToEachRunThatStillExists() throws Exception {
    String table =
        OPEN
            + """
            return opened.then(() => {
              part.querySelector('figure details').open = true;
              return new Promise((done) => view.setTimeout(done, 200));
            }).then(() => [...part.querySelectorAll('figure table')[0].tBodies[0].rows].map((row) =>
              [...row.cells].slice(1).map((cell) => cell.textContent).join(' ') + ' ' + (row.querySelector('a') != null)).join('|'));
            """;

    assertEquals(
        """
        ✓ PASS 114 ms 108 ms to 121 ms < 200 ms 2026-05-04 03:02 06d4cc3f  true|\
        ✓ PASS 114 ms 108 ms to 121 ms < 200 ms 2026-05-03 03:02 06d4cc3f  false|\
        ✓ PASS 114 ms 108 ms to 121 ms < 200 ms 2026-05-02 03:02 06d4cc3f Another fingerprint: not comparable with the runs before. false|\
        ! INVALID – – – 2026-05-01 03:02 06d4cc3f  false|\
        ✓ PASS 114 ms 108 ms to 121 ms < 200 ms 2026-04-30 03:02 06d4cc3f  false""",
        chromium.act(portal(), 1280, table));
  }

  @Test
  void aRowOfTheListHasALineOfComparableRunsUpToIt() throws Exception {
    assertEquals(
        "P95 of 4 comparable runs: 114 ms to 150 ms, this run 114 ms",
        chromium.act(
            portal(), 1280, "return page.querySelector('#runs .sparkline title').textContent;"));
  }

  @Test
  void theLineOfARowOpensTheTrendsOfItsSimulation() throws Exception {
    String open =
        """
        page.querySelector('#runs .sparkline').parentElement.click();
        return [...page.querySelectorAll('#trends > details')].map((part) => part.open).join();
        """;

    // The hostile name is before the simulation's.
    assertEquals("false,true", chromium.act(portal(), 1280, open));
  }

  @Test
  void theFiltersAlsoSelectTrends() throws Exception {
    String filtered =
        """
        page.getElementById('simulation').value = 'ApiSimulation';
        page.getElementById('filters').dispatchEvent(new Event('change'));
        return [...page.querySelectorAll('#trends > details')].map((part) => part.hidden).join();
        """;

    assertEquals("true,false", chromium.act(portal(), 1280, filtered));
  }

  @Test
  void hostileNamesOfTheHistoryBecomeTextOnly() throws Exception {
    String dom = chromium.dom(portal());

    assertTrue(dom.contains("<title>Load test runs</title>"));
    assertTrue(dom.contains("class=\"title\">&lt;/script&gt;&lt;img src=x onerror="));
    assertFalse(dom.contains("<img"));
    assertEquals(
        "0",
        chromium.act(
            results.resolve(Portal.NAME),
            1280,
            OPEN + "return opened.then(() => page.images.length);"));
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 800, 1600})
  void openedTrendsAreNotWiderThanTheScreen(int width) throws Exception {
    String beyond =
        OPEN
            + """
            page.querySelectorAll('#trends details').forEach((details) => { details.open = true; });
            return opened.then(() => page.documentElement.scrollWidth - page.documentElement.clientWidth);
            """;

    assertEquals("0", chromium.act(portal(), width, beyond));
  }

  @Test
  void withoutJavaScriptThePageHasTablesAndNoControls() throws Exception {
    String shown =
        """
        const cells = (row) => [...row.cells].map((cell) => cell.textContent).join(' ');
        const rows = [...page.querySelectorAll('noscript tbody tr')].map(cells);
        return page.documentElement.dataset.ready + '|' + rows.length + '|' + rows[2] + '|'
          + page.querySelector('noscript a').getAttribute('href') + '|' + page.images.length;
        """;

    assertEquals(
        "undefined|5|ApiSimulation smoke API P95 response time 114 ms < 200 ms |apisimulation-20260504030201000/scorecard.html|0",
        chromium.actWithoutJavaScript(portal(), 1280, shown));
  }

  /** As many rows as fit a screen come first; paper has no end to scroll to. */
  @Test
  void theListBeginsWithSomeRowsAndPrintsAll() throws Exception {
    Path run = SampleRun.passing().writeTo(folder.resolve("elsewhere"));
    new ResultsJson().write(RunReport.alone(RunDirectory.read(run)), run);
    for (int i = 0; i < 120; i++) {
      Path copy = results.resolve("apisimulation-202605010302%02d%03d".formatted(i / 60, i % 60));
      Files.copy(
          run.resolve(ResultsJson.NAME), Files.createDirectories(copy).resolve(ResultsJson.NAME));
    }
    Portal.write(results, history);
    String print =
        """
        const rows = page.getElementById('runs').tBodies[0].rows;
        const first = rows.length;
        view.dispatchEvent(new Event('beforeprint'));
        return (first < 120) + '|' + rows.length + '|' + page.getElementById('count').textContent;
        """;

    assertEquals("true|120|120 runs", chromium.act(results.resolve(Portal.NAME), 1280, print));
  }
}
