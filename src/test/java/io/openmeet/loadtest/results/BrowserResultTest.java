package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.openmeet.loadtest.results.BrowserResult.Api;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserResultTest {
  @TempDir Path folder;

  private static BrowserFigures walking(long fromMs, long toMs) {
    BrowserFigures all = SampleBrowser.figures();
    return new BrowserFigures(
        all.version(),
        all.pages(),
        SampleRun.windowStartMs() + fromMs,
        SampleRun.windowStartMs() + toMs,
        all.cpuRatio(),
        all.controlCpuRatio(),
        all.figures(),
        all.failures(),
        all.controlFailures(),
        all.controlMissing());
  }

  /** Ten seconds of 100 requests; each second has one response time, which is its P95. */
  private static SampleRun run(int... msBySecond) {
    SampleRun run = SampleRun.passing();
    run.failsEvery = 0;
    run.responseMs = user -> msBySecond[user / 100];
    return run;
  }

  private Api api(SampleRun run, long fromMs, long toMs) throws IOException {
    run.browser = walking(fromMs, toMs);
    BrowserResult result = run.resultIn(folder).figures().browser();
    assertEquals(run.browser, result.measured());
    return result.api();
  }

  /**
   * The pages walk from 4.5 s to 9.5 s. Before it are seconds 0 to 3, with 10, 11, 30 and 12 ms:
   * the second of four is 11. Within it are seconds 5 to 8: of 40, 90, 41 and 42 ms, 41. Seconds 4
   * and 9 are on the border.
   */
  @Test
  void onlyWholeSecondsWithoutAndWithTheBrowserCount() throws IOException {
    assertEquals(
        new Api(4, 11, 4, 41), api(run(10, 11, 30, 12, 500, 40, 90, 41, 42, 600), 4_500, 9_500));
  }

  @Test
  void aSecondOnTheBorderCountsIfItIsWhole() throws IOException {
    assertEquals(
        new Api(4, 11, 6, 42), api(run(10, 11, 30, 12, 500, 40, 90, 41, 42, 600), 4_000, 10_000));
  }

  @Test
  void withoutSecondsThereIsNoFigure() throws IOException {
    assertEquals(
        new Api(0, null, 10, 20), api(run(20, 20, 20, 20, 20, 20, 20, 20, 20, 20), 0, 60_000));
    assertEquals(
        new Api(10, 20, 0, null), api(run(20, 20, 20, 20, 20, 20, 20, 20, 20, 20), 11_000, 11_000));
  }

  @Test
  void aRunWithoutABrowserHasNone() throws IOException {
    assertNull(SampleRun.passing().resultIn(folder).figures().browser());
  }

  /** The figures of one part are not those of all; the first that has a browser is shown. */
  @Test
  void ofSeveralInjectorsTheFirstBrowserCounts() throws IOException {
    Path merged =
        SampleRun.passing()
            .writePartsTo(
                folder,
                3,
                part ->
                    part.browser =
                        part.share.index() == 1
                            ? null
                            : walking(part.share.index() * 1_000L, 9_000));

    BrowserResult browser = RunDirectory.read(merged).figures().browser();

    assertEquals(walking(2_000, 9_000), browser.measured());
  }
}
