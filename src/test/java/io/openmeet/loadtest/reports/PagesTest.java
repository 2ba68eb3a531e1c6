package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.SampleBrowser;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the pages in a real browser, and checks that they load nothing from the network. */
class PagesTest {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)<[a-z][^>]*\\s(?:src|href|action|data|poster|srcset)\\s*=\\s*[\"']?([^\"'\\s>]*)");

  @TempDir Path folder;
  private HeadlessChromium chromium;
  private RunHistory history;

  @BeforeEach
  void startBrowser() throws IOException {
    history = new RunHistory(folder.resolve("history"));
    chromium = new HeadlessChromium();
  }

  private static SampleRun sample(String verdict) {
    SampleRun run = verdict.equals("FAIL") ? SampleRun.hostile() : SampleRun.passing();
    if (verdict.equals("INVALID")) {
      run.stopped = Stop.unmeasured("The disk is full.");
    }
    return run;
  }

  private Path scorecard(SampleRun sample) throws IOException {
    Path run = sample.writeTo(folder.resolve("gatling"));
    Reports.atEndOfRun(RunReport.alone(RunDirectory.read(run)), run, true);
    Portal.atEndOfRun(run, true, history);
    return run.resolve(Scorecard.NAME);
  }

  private static void assertDrawnWithoutError(String dom) {
    assertTrue(dom.contains("data-ready=\"true\""), "the scripts did not end");
    assertFalse(dom.contains("data-error"), () -> dom.substring(0, 300));
  }

  private static String textOf(String dom, String id) {
    Matcher element = Pattern.compile("id=\"" + id + "\"[^>]*>([^<]*)<").matcher(dom);
    return element.find() ? element.group(1) : "";
  }

  @ParameterizedTest
  @CsvSource({"PASS, dark", "PASS, light", "FAIL, dark", "INVALID, light"})
  void theScorecardShowsItsVerdictInBothColorSchemes(String verdict, String scheme)
      throws Exception {
    String dom = chromium.dom(scorecard(sample(verdict)).toUri(), 1280, scheme);

    assertDrawnWithoutError(dom);
    assertTrue(textOf(dom, "verdict").endsWith(verdict), textOf(dom, "verdict"));
    assertEquals("ApiSimulation", textOf(dom, "simulation"));
    assertEquals(7, dom.split("<canvas", -1).length - 1);
  }

  @Test
  void namesAndMessagesOfARunBecomeTextOnly() throws Exception {
    Path page = scorecard(SampleRun.hostile());

    String dom = chromium.dom(page);

    assertDrawnWithoutError(dom);
    assertTrue(dom.contains("<title>✕ FAIL ApiSimulation</title>"));
    assertTrue(dom.contains("&lt;script&gt;document.title='gone'&lt;/script&gt;"));
    assertFalse(dom.contains("<img"));
    assertFalse(dom.contains("<b>boom"));
    String shown = dom.substring(0, dom.indexOf("id=\"data\""));
    assertTrue(shown.codePoints().noneMatch(c -> PlainText.isUnprintable(c) && c != '\n'));
  }

  /** The second of two is late, so its health is shown. */
  @Test
  void theScorecardOfAMergedRunHasARowForEachInjector() throws Exception {
    SampleRun sample = SampleRun.passing();
    Path run =
        sample.writePartsTo(
            folder.resolve("merged"), 2, part -> part.lateMs = user -> user % 50 == 7 ? 3 : 0);
    Reports.atEndOfRun(RunReport.alone(RunDirectory.read(run)), run, true);

    String dom = chromium.dom(run.resolve(Scorecard.NAME));

    assertDrawnWithoutError(dom);
    String table = dom.substring(dom.indexOf("id=\"injectors\""), dom.indexOf("injector-hint"));
    assertEquals(1 + 2, table.split("<tr>", -1).length - 1);
    assertTrue(table.contains("500 of 500"), table);
    assertEquals(
        "Health and charts are those of injector 2/2, the worst.", textOf(dom, "injector-hint"));
    assertTrue(
        chromium
            .dom(scorecard(SampleRun.passing()))
            .contains(
                "id=\"injectors-scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"injector-heading\" hidden=\"\""));
  }

  @Test
  void theScorecardShowsWhatABrowserMeasured() throws Exception {
    String dom = chromium.dom(scorecard(SampleBrowser.run()));

    assertDrawnWithoutError(dom);
    String section = section(dom);
    assertEquals(1 + 7, section.split("<tr>", -1).length - 1);
    assertEquals(
        "Largest Contentful Paint (LCP)|1,840.5 ms|612 ms|+1,228.5 ms (3.0 times as much)|40 / 12|",
        section
            .replaceAll("(?s).*<tbody><tr>(.*?)</tr>.*", "$1")
            .replaceAll("<t[hd][^>]*>", "")
            .replaceAll("</t[hd]>", "|"));
    assertTrue(section.contains("<dd>41 % of all cores under load, 19 % without load</dd>"));
    assertTrue(section.contains("<li>open a meeting: no answer within 10 s</li>"), section);
    // Its levels are below, too: a score has no unit.
    assertTrue(dom.contains(">0.12</td>"), dom);
  }

  @Test
  void theScorecardOfARunWithoutABrowserHasNoPartForIt() throws Exception {
    String dom = chromium.dom(scorecard(SampleRun.passing()));

    assertDrawnWithoutError(dom);
    assertTrue(dom.contains("id=\"browser-section\" hidden=\"\""));
  }

  @Test
  void textsOfABrowserBecomeTextOnly() throws Exception {
    SampleRun run = SampleRun.passing();
    run.browser = SampleBrowser.hostile();
    String dom = chromium.dom(scorecard(run));

    assertDrawnWithoutError(dom);
    assertTrue(dom.contains("<title>✓ PASS ApiSimulation</title>"));
    assertFalse(dom.contains("<img"));
    String section = section(dom);
    assertTrue(section.contains("&lt;img src=x onerror=alert(1)&gt;"), section);
    assertTrue(section.contains("not measured: the target &lt;b&gt;left&lt;/b&gt;"), section);
    assertTrue(section.codePoints().noneMatch(c -> PlainText.isUnprintable(c) && c != '\n'));
  }

  private static String section(String dom) {
    return dom.substring(dom.indexOf("id=\"browser-section\""), dom.indexOf("charts-heading"));
  }

  /** 17 figures: 10 are shown, 7 are folded. */
  @Test
  void theWorkThatMovedIsTheFirstOfItsTable() throws Exception {
    Path run = SampleRun.passing().writeTo(folder.resolve("gatling"));
    Reports.atEndOfRun(SampleWork.movedOne().report(RunDirectory.read(run)), run, true);

    String dom = chromium.dom(run.resolve(Scorecard.NAME));

    assertDrawnWithoutError(dom);
    String table = dom.substring(dom.indexOf("id=\"work\""), dom.indexOf("id=\"work-rest\""));
    String first = table.replaceAll("(?s).*?<tbody><tr>(.*?)</tr>.*", "$1");
    assertTrue(
        first.contains("openmeet_database_query_seconds_count{query=\"meetings.list\"}"), first);
    assertTrue(first.contains("<span class=\"badge small invalid\">+681 %</span>"), first);
    assertEquals(1 + 10, table.split("<tr>", -1).length - 1);
    assertTrue(table.contains("<summary>7 more figures, none of which moved</summary>"), table);
    assertTrue(dom.contains("<li>GC pauses: 0.03 ms for each request (usually 0.01 ms)</li>"));
  }

  @Test
  void aRunWithoutAChangeSaysSoAboveItsTableOfWork() throws Exception {
    Path run = SampleRun.passing().writeTo(folder.resolve("gatling"));
    Reports.atEndOfRun(SampleWork.unchanged().report(RunDirectory.read(run)), run, true);

    String dom = chromium.dom(run.resolve(Scorecard.NAME));

    assertEquals(
        "Work for each request: no figure left its noise (11 figures against the last 20 comparable runs).",
        textOf(dom, "work-comparison"));
    assertTrue(dom.contains("id=\"look-section\" hidden=\"\""));
    assertFalse(dom.contains("class=\"badge small invalid\""), "no figure is marked");
  }

  @Test
  void aRunWhoseWorkIsNotKnownHasNoTableOfIt() throws Exception {
    String dom = chromium.dom(scorecard(SampleRun.passing()));

    assertTrue(dom.contains("id=\"work-section\" hidden=\"\""));
    assertTrue(dom.contains("id=\"look-section\" hidden=\"\""));
  }

  @Test
  void oneErrorInManyRequestsIsNotShownAsNone() throws Exception {
    String dom = chromium.dom(scorecard(SampleRun.rarelyFailing()));

    assertTrue(dom.contains("<dt>Error rate</dt><dd>0.003 %</dd><dd>1 failed</dd>"));
  }

  @Test
  void aRunWithOnlyALogIsDrawnToo() throws Exception {
    Path run = SampleRun.passing().writeLogTo(folder);
    Reports.rewrite(RunReport.alone(RunDirectory.read(run)), run, history);

    String dom = chromium.dom(run.resolve(Scorecard.NAME));

    assertDrawnWithoutError(dom);
    assertTrue(textOf(dom, "verdict").endsWith("INVALID"));
    assertTrue(dom.contains("No service levels were recorded"));
  }

  @Test
  void noPageRefersToTheNetworkOrMayUseIt() throws IOException {
    Path page = scorecard(SampleRun.hostile());

    for (Path file : new Path[] {page, folder.resolve("gatling").resolve(Portal.NAME)}) {
      String html = Files.readString(file);
      assertTrue(
          html.contains("content=\"default-src 'none'; script-src 'sha256-"), file.toString());
      Matcher reference = REFERENCE.matcher(withoutScripts(html));
      while (reference.find()) {
        assertTrue(
            reference
                .group(1)
                .matches("data:,|[a-z.]+|\\.\\./index\\.html|[a-z0-9-]+/scorecard\\.html"),
            reference.group());
      }
    }
  }

  private static String withoutScripts(String html) {
    return html.replaceAll("(?s)(<script[^>]*>).*?</script>", "$1")
        .replaceAll("(?s)<style>.*?</style>", "");
  }

  /** The other tests rely on this: the policy takes effect, and a failing script is reported. */
  @ParameterizedTest
  @CsvSource({
    "<script>document.title='foreign'</script></body>, blocked: script-src-elem",
    "<img src='http://127.0.0.1:9/x.png'></body>, blocked: img-src",
    "<style>body{color:red}</style></body>, blocked: style-src-elem",
  })
  void foreignContentIsBlockedAndReported(String foreign, String report) throws Exception {
    Path page = scorecard(SampleRun.passing());
    Files.writeString(page, Files.readString(page).replace("</body>", foreign));

    String dom = chromium.dom(page);

    assertTrue(dom.contains("data-error=\"" + report), () -> dom.substring(0, 300));
    assertFalse(dom.contains("<title>foreign"));
  }

  @Test
  void aPageThatCannotBeDrawnReportsIt() throws Exception {
    Path page = scorecard(SampleRun.passing());
    Files.writeString(page, Files.readString(page).replace("\"totals\":{", "\"totals\":{{"));

    String dom = chromium.dom(page);

    assertTrue(dom.contains("data-error"));
    assertTrue(dom.contains("id=\"broken\" role=\"alert\">Something on this page"));
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 800, 1600})
  void noPageIsWiderThanItsScreen(int width) throws Exception {
    Path page = scorecard(SampleRun.hostile());
    String beyond = "return page.documentElement.scrollWidth - page.documentElement.clientWidth;";

    assertEquals("0", chromium.act(page, width, beyond));
    assertEquals("0", chromium.act(folder.resolve("gatling").resolve(Portal.NAME), width, beyond));
  }

  /** With a run that is still going on, shown by its folder's name, and a run with a reason. */
  @Test
  void allColumnsOfThePortalFitAnOrdinaryScreen() throws Exception {
    Path results = folder.resolve("gatling");
    scorecard(SampleRun.hostile());
    logOf("websocketsimulation-20260505030201000");
    Portal.write(results, history);

    String beyond =
        "const frame = page.querySelector('.scroll'); return frame.scrollWidth - frame.clientWidth;";
    assertEquals("0", chromium.act(results.resolve(Portal.NAME), 1400, beyond));
    assertEquals("0", chromium.act(results.resolve(Portal.NAME), 1280, beyond));
  }

  private Path logOf(String run) throws IOException {
    Path log = folder.resolve("gatling").resolve(run).resolve(RunDirectory.LOG);
    Files.createDirectories(log.getParent());
    return Files.write(log, new byte[1]);
  }

  /** A reader may open the page long after it was written. */
  @Test
  void onlyARunThatLoggedLatelyIsShownAsRunning() throws Exception {
    logOf("apisimulation-20260505030201000");
    Path old = logOf("authsimulation-20260505030201000");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(600)));
    Portal.write(folder.resolve("gatling"), history);

    String dom = chromium.dom(folder.resolve("gatling").resolve(Portal.NAME));

    assertEquals(1, dom.split("\u2026 RUNNING", -1).length - 1);
    assertEquals(1, dom.split(">\\? UNREADABLE", -1).length - 1);
  }

  @Test
  void limitAndMarginAreVisibleOnATelephone() throws Exception {
    String outOfSight =
        """
        const cells = [...page.querySelectorAll('#slas tbody tr > *')];
        const hidden = cells.filter((cell) => cell.getBoundingClientRect().right > page.documentElement.clientWidth);
        return cells.length % 5 + '|' + hidden.length + '|' + getComputedStyle(cells[3], '::before').content;
        """;

    assertEquals("0|0|\"Limit\"", chromium.act(scorecard(SampleRun.passing()), 390, outOfSight));
  }

  @Test
  void aLegendHasValuesOnlyWhileTheMousePointsAtItsChart() throws Exception {
    String shown =
        """
        const legend = page.querySelector('.uplot .u-legend');
        const before = legend.innerText;
        const over = page.querySelector('.uplot .u-over');
        const box = over.getBoundingClientRect();
        const at = { bubbles: true, movementX: 1, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
        over.dispatchEvent(new MouseEvent('mouseenter', at));
        over.dispatchEvent(new MouseEvent('mousemove', at));
        return before + '|' + legend.innerText.startsWith('At');
        """;

    assertEquals(
        "P50P95P99P95 limitP99 limit|true",
        chromium.act(scorecard(SampleRun.passing()), 1280, shown));
  }

  @Test
  void thePortalListsRunsAndFiltersThem() throws Exception {
    Path results = folder.resolve("gatling");
    scorecard(SampleRun.passing());
    Path broken = Files.createDirectories(results.resolve("authsimulation-20260505030201000"));
    Files.writeString(broken.resolve(ResultsJson.NAME), "{\"schemaVersion\": 1, \"verd");
    Portal.write(results, history);

    String dom = chromium.dom(results.resolve(Portal.NAME));
    assertDrawnWithoutError(dom);
    assertTrue(dom.contains("✓ PASS"));
    assertTrue(dom.contains("results.json is damaged: "));
    assertTrue(dom.contains("href=\"apisimulation-20260504030201000/scorecard.html\""));
    assertTrue(
        dom.indexOf("authsimulation-20260505") < dom.indexOf("apisimulation-20260504"),
        "the newest first");

    assertEquals(
        "1 of 2 runs|✓ PASS",
        chromium.act(
            results.resolve(Portal.NAME),
            1600,
            """
            page.getElementById('verdict').value = 'PASS';
            page.getElementById('filters').dispatchEvent(new Event('change'));
            const rows = [...page.getElementById('runs').tBodies[0].rows];
            return page.getElementById('count').textContent + '|' + rows.map((row) => row.cells[0].textContent);
            """));
  }
}
