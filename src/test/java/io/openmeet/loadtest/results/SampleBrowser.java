package io.openmeet.loadtest.results;

import io.openmeet.loadtest.results.BrowserFigures.Figure;
import io.openmeet.loadtest.results.BrowserFigures.Percentile;
import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import java.util.List;
import java.util.Map;

/** What a browser measured in the second half of a {@link SampleRun}'s ten seconds. */
public final class SampleBrowser {
  private static final long WINDOW_MS = SampleRun.windowStartMs();

  private SampleBrowser() {}

  /** The levels on LCP, INP and CLS; the content moves too much. */
  public static SampleRun run() {
    SampleRun run = SampleRun.passing();
    run.slas =
        List.of(
            level("browser-lcp", "Largest Contentful Paint P75", Measure.OBSERVED_TIME, 2_500),
            level("browser-inp", "Interaction to Next Paint P75", Measure.OBSERVED_TIME, 200),
            level("browser-cls", "Cumulative Layout Shift P75", Measure.OBSERVED_SCORE, 0.1));
    run.observed =
        Map.of(
            "browser-lcp", new Measured.Value(1_840.5),
            "browser-inp", new Measured.Value(168),
            "browser-cls", new Measured.Value(0.12));
    run.browser = figures();
    return run;
  }

  private static Sla level(String id, String name, Measure measure, double limit) {
    return new Sla(id, name, measure, 75.0, null, Bound.BELOW, limit);
  }

  /** Two of 40 visits reported no FCP; one failed. */
  public static BrowserFigures figures() {
    return new BrowserFigures(
        "Chromium 143.0.7499.40",
        4,
        WINDOW_MS + 4_500,
        WINDOW_MS + 9_500,
        0.412,
        0.187,
        List.of(
            figure(PageFigure.LCP, 40, 0, 1_840.5, 612.0),
            figure(PageFigure.INP, 40, 0, 168.0, 168.0),
            figure(PageFigure.CLS, 40, 0, 0.12, 0),
            figure(PageFigure.TTFB, 40, 0, 96.5, 4.1),
            figure(PageFigure.FCP, 40, 2, 702.0, 720.0),
            figure(PageFigure.INTERACTIVE, 40, 0, 1_012.4, 430.0),
            figure(PageFigure.RECEIVED_BYTES, 40, 0, 43_127.0, 43_127.0)),
        List.of("open a meeting: no answer within 10 s"),
        List.of(),
        null);
  }

  /** Every text is as difficult as possible, and there is no control. */
  public static BrowserFigures hostile() {
    return new BrowserFigures(
        "<img src=x onerror=alert(1)> | \u202E\u001b[31m",
        1,
        WINDOW_MS,
        WINDOW_MS + 10_000,
        null,
        null,
        List.of(
            new Figure(PageFigure.LCP, PageFigure.LCP.unit(), new Percentile(3, 3, null), null)),
        List.of("</script><script>document.title='gone'</script> | `x` **b**\nnext line"),
        List.of(),
        "the target <b>left</b>");
  }

  private static Figure figure(
      PageFigure name, long visits, long withoutValue, double loaded, double control) {
    return new Figure(
        name,
        name.unit(),
        new Percentile(visits, withoutValue, loaded),
        new Percentile(12, 0, control));
  }
}
