package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.results.BrowserFigures.Figure;
import io.openmeet.loadtest.results.BrowserFigures.Percentile;
import io.openmeet.loadtest.sla.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrowserFiguresTest {
  private static BrowserFigures with(
      List<Figure> figures, List<String> failures, String controlMissing) {
    return new BrowserFigures(
        "Chromium 143", 4, 0, 1, 0.5, null, figures, failures, null, controlMissing);
  }

  private static void assertRefused(String message, Runnable figures) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, figures::run).getMessage());
  }

  /** The 75th percentile of four values is the third. */
  @Test
  void aFigureCountsVisitsAsItsServiceLevelDoes() {
    Tally.Visits loaded =
        new Tally.Visits(new TreeMap<>(Map.of(100.0, 1, 200.0, 1, 300.0, 1, 900.0, 1)), 2);
    Tally.Visits control = new Tally.Visits(new TreeMap<>(Map.of(100.0, 3)), 0);

    Figure figure = Figure.of(PageFigure.LCP, loaded, control);

    assertEquals(new Percentile(6, 2, 300.0), figure.loaded());
    assertEquals(new Percentile(3, 0, null), figure.control());
    assertEquals(OptionalDouble.empty(), figure.loaded().ofAll());
    assertEquals(OptionalDouble.empty(), figure.control().ofAll());
    assertEquals(OptionalDouble.of(300), new Percentile(4, 0, 300.0).ofAll());
    assertEquals(Unit.MILLISECONDS, figure.unit());
    assertEquals(Unit.SCORE, Figure.of(PageFigure.CLS, loaded, null).unit());
  }

  @Test
  void manyOrLongFailuresAreCutAndMarked() {
    List<String> failures = new ArrayList<>();
    IntStream.range(0, 25).forEach(i -> failures.add("failure " + i));
    failures.set(3, "x".repeat(1_000));

    List<String> kept = with(List.of(), failures, null).failures();

    assertEquals(20, kept.size());
    assertEquals("x".repeat(299) + "…", kept.get(3));
    assertEquals("failure 18", kept.get(18));
    assertEquals("and 6 more", kept.get(19));
    assertEquals(kept, with(List.of(), kept, null).failures());
    assertEquals(20, with(List.of(), failures.subList(0, 20), null).failures().size());
    assertEquals("failure 19", with(List.of(), failures.subList(0, 20), null).failures().get(19));
  }

  @Test
  void impossibleFiguresAreRefused() {
    Percentile known = new Percentile(4, 0, 1.0);
    Figure cls = new Figure(PageFigure.CLS, Unit.SCORE, known, known);
    Figure lcp = new Figure(PageFigure.LCP, Unit.MILLISECONDS, known, known);

    assertEquals(2, with(List.of(lcp, cls), List.of(), null).figures().size());
    assertRefused(
        "browser.controlMissing: expected a reason if the figures have no control, or else none, found it stopped",
        () -> with(List.of(lcp), List.of(), "it stopped"));
    assertRefused(
        "CLS.unit: expected score, found MILLISECONDS",
        () -> new Figure(PageFigure.CLS, Unit.MILLISECONDS, known, known));
    assertRefused(
        "withoutValue: expected 0 to the number of visits, found 5",
        () -> new Percentile(4, 5, null));
    String order =
        assertThrows(IllegalArgumentException.class, () -> with(List.of(cls, lcp), List.of(), null))
            .getMessage();
    assertEquals("browser.figures: expected each figure once, in order", order.split(", found")[0]);
  }
}
