package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.reports.HeadlessChromium;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.DashboardSettings;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.target.MetricsText;
import io.openmeet.loadtest.target.MetricsText.Sample;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard in a real browser. */
class DashboardPageTest {
  private static final Map<String, Measured> OBSERVED =
      Map.of("database-p95", new Measured.Interval(20, 50));

  @TempDir Path folder;
  private HeadlessChromium chromium;

  @BeforeEach
  void startBrowser() throws IOException {
    chromium = new HeadlessChromium();
  }

  private static double requests(MetricsText metrics) {
    return metrics.samples("loadtest_requests_total").stream().mapToDouble(Sample::value).sum();
  }

  /** Whether the levels have values, from the log and from what it does not contain. */
  private static boolean isJudged(MetricsText metrics) {
    return metrics.samples("loadtest_sla_value").size() == 4;
  }

  /** 20 s of 100 requests per second; one in 20 fails, in 300 ms. */
  private GrowingRun halfDone() throws Exception {
    GrowingRun run =
        new GrowingRun(folder, OBSERVED, "api-p95", "error-rate", "throughput", "database-p95");
    for (int i = 0; i < 2_000; i++) {
      run.visit("<img src=x onerror=alert(1)>", i * 10, i % 20 == 0 ? 300 : 10, i % 20 != 0);
    }
    run.flush();
    run.await(metrics -> requests(metrics) == 2_000 && isJudged(metrics));
    return run;
  }

  private static void assertDrawnWithoutError(String dom) {
    assertTrue(dom.contains("data-ready=\"true\""), "the script did not come to its end");
    assertFalse(dom.contains("data-error"), () -> dom.substring(0, 300));
  }

  private static String textOf(String dom, String id) {
    Matcher element = Pattern.compile("id=\"" + id + "\"[^>]*>([^<]*)<").matcher(dom);
    return element.find() ? element.group(1) : "";
  }

  private static List<String> verdicts(String dom) {
    return Pattern.compile("class=\"level\" data-verdict=\"(\\w+)\"")
        .matcher(dom)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"dark, 390", "light, 1600"})
  void showsTheHistoryAndTheBrokenLevelsDuringARun(String scheme, int width) throws Exception {
    try (GrowingRun run = halfDone()) {
      String dom = chromium.dom(run.address("/"), width, scheme);

      assertDrawnWithoutError(dom);
      assertAll(
          () -> assertEquals("ApiSimulation", textOf(dom, "simulation")),
          () -> assertEquals("MEASURING", textOf(dom, "phase")),
          () ->
              assertEquals(
                  "profile quick, 3,000 requests/s, injector 2/4, target http://127.0.0.1:8080",
                  textOf(dom, "context")),
          () -> assertEquals(List.of("MET", "BROKEN", "BROKEN", "MET"), verdicts(dom)),
          () -> assertTrue(dom.contains("<title>✕ 2 broken ApiSimulation</title>")),
          () -> assertTrue(dom.contains("<dd>5.00 %</dd><dd>100 failed</dd>"), dom),
          () -> assertEquals(6, dom.split("<canvas", -1).length - 1),
          () -> assertTrue(dom.contains("id=\"connection\" role=\"status\" hidden")));
    }
  }

  @Test
  void showsTheVerdictAfterTheRun() throws Exception {
    try (GrowingRun run = halfDone()) {
      run.over(
          new FinalOutcome(
              RunVerdict.FAIL,
              List.of("Error rate is <b>5.00 %</b>."),
              List.of(),
              "target/gatling/run/scorecard.html"));

      String dom = chromium.dom(run.address("/"));

      assertDrawnWithoutError(dom);
      assertAll(
          () -> assertEquals("✕ FAIL", textOf(dom, "phase")),
          () -> assertTrue(dom.contains("<title>✕ FAIL ApiSimulation</title>")),
          () -> assertTrue(dom.contains("<li>Error rate is &lt;b&gt;5.00 %&lt;/b&gt;.</li>")),
          () ->
              assertEquals(
                  "Scorecard: target/gatling/run/scorecard.html", textOf(dom, "scorecard")));
    }
  }

  /** The page finds the next simulation of the suite by itself, without a reload. */
  @Test
  void goesOnWithTheNextRunOnTheSamePort() throws Exception {
    try (GrowingRun first = halfDone();
        GrowingRun second = new GrowingRun(folder, "AuthSimulation", OBSERVED, "api-p95");
        SwitchingProxy proxy =
            new SwitchingProxy(first, update -> update < 3 ? first : update < 6 ? null : second)) {
      second.await(metrics -> !metrics.samples("loadtest_sla_limit").isEmpty());

      String dom = chromium.dom(proxy.address());

      assertDrawnWithoutError(dom);
      assertTrue(proxy.updates() > 6);
      assertEquals("AuthSimulation", textOf(dom, "simulation"));
      assertEquals(List.of("NO_DATA"), verdicts(dom));
      assertTrue(dom.contains("id=\"connection\" role=\"status\" hidden"));
    }
  }

  @Test
  void reportsALostConnectionAndKeepsItsFigures() throws Exception {
    try (GrowingRun run = halfDone();
        SwitchingProxy proxy = new SwitchingProxy(run, update -> update < 3 ? run : null)) {
      String dom = chromium.dom(proxy.address());

      assertDrawnWithoutError(dom);
      assertTrue(textOf(dom, "connection").startsWith("Connection lost "), dom);
      assertFalse(dom.contains("id=\"connection\" role=\"status\" hidden"));
      assertEquals(List.of("MET", "BROKEN", "BROKEN", "MET"), verdicts(dom));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1600})
  void isNotWiderThanTheScreen(int width) throws Exception {
    try (GrowingRun run = halfDone()) {
      String beyondWhenDrawn =
          """
          const root = page.documentElement;
          const isDrawn = () => root.dataset.ready === 'true' && page.querySelectorAll('canvas').length === 6;
          return new Promise((drawn) => {
            const timer = setInterval(() => { if (isDrawn()) { clearInterval(timer); drawn(); } }, 20);
          }).then(() => root.scrollWidth - root.clientWidth);
          """;
      assertEquals("0", chromium.act(run.address("/"), width, beyondWhenDrawn));
    }
  }

  @Test
  void waitsForARunBeforeTheLoad() throws Exception {
    try (Dashboard dashboard =
        Dashboard.open(
            new DashboardSettings(
                true, OptionalInt.of(0), Optional.empty(), List.of(), Duration.ZERO),
            Optional.empty(),
            line -> {})) {
      String dom =
          chromium.dom(URI.create("http://127.0.0.1:" + dashboard.port().orElseThrow() + "/"));
      assertDrawnWithoutError(dom);
      assertEquals("Waiting for a run", textOf(dom, "simulation"));
    }
  }
}
