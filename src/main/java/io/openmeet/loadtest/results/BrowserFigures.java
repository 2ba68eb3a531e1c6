package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.statistics.Required;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a real browser measured while its pages walked through the target under load, and once more
 * without load, as the control.
 *
 * @param version of the browser, such as {@code Chromium 143.0.7499.40}
 * @param pages open at once
 * @param startMs epoch milliseconds: start of the part of the window in which the pages walked
 * @param endMs end of that part
 * @param cpuRatio the browser's share of all cores in that part, 0-1; null when it is not known
 * @param controlCpuRatio its share during the control; null when it is not known
 * @param figures in the order of {@link PageFigure}, each at most once
 * @param failures of visits under load, a text each; foreign and bounded
 * @param controlFailures of visits of the control
 * @param controlMissing why there is no control, as a clause; null when there is one
 */
public record BrowserFigures(
    String version,
    int pages,
    long startMs,
    long endMs,
    Double cpuRatio,
    Double controlCpuRatio,
    List<Figure> figures,
    List<String> failures,
    List<String> controlFailures,
    String controlMissing) {
  private static final int MOST_FAILURES = 20;
  private static final int MOST_CHARACTERS = 300;

  /** By which pages are judged, as Google's assessment of Web Vitals does. */
  public static final double PERCENTILE = 75;

  /**
   * A figure under load, and without it.
   *
   * @param unit of both: milliseconds, bytes or a score
   * @param control null when there was no control
   */
  public record Figure(PageFigure name, Unit unit, Percentile loaded, Percentile control) {
    public Figure {
      Required.that(name != null, "figures.name", "a figure", null);
      Required.that(unit == name.unit(), name + ".unit", name.unit().label(), unit);
      Required.that(loaded != null, name + ".loaded", "{...}", null);
    }

    /**
     * @param control null when there was no control
     */
    public static Figure of(PageFigure name, Tally.Visits loaded, Tally.Visits control) {
      return new Figure(
          name,
          name.unit(),
          Percentile.of(loaded),
          control == null ? null : Percentile.of(control));
    }
  }

  /**
   * The P75 of visits.
   *
   * @param visits all of them
   * @param withoutValue of these, the number that reported no value
   * @param p75 of the others; null when they are too few
   */
  public record Percentile(long visits, long withoutValue, Double p75) {
    public Percentile {
      Required.that(
          withoutValue >= 0 && withoutValue <= visits,
          "withoutValue",
          "0 to the number of visits",
          withoutValue);
      Required.that(
          p75 == null || p75 >= 0 && Double.isFinite(p75), "p75", "a number of 0 or more", p75);
    }

    /**
     * For comparisons: empty when a visit reported no value, because that one may have been the
     * worst.
     */
    public OptionalDouble ofAll() {
      return p75 == null || withoutValue > 0 ? OptionalDouble.empty() : OptionalDouble.of(p75);
    }

    /** Of visits as they were counted for a service level. */
    public static Percentile of(Tally.Visits visits) {
      OptionalDouble p75 = visits.percentile(PERCENTILE);
      return new Percentile(
          visits.count(), visits.withoutValue(), p75.isPresent() ? p75.getAsDouble() : null);
    }
  }

  public BrowserFigures {
    Required.that(version != null && !version.isBlank(), "browser.version", "a text", version);
    Required.that(pages > 0, "browser.pages", "a number above 0", pages);
    Required.that(startMs <= endMs, "browser.endMs", "startMs or later", endMs);
    requireRatio("browser.cpuRatio", cpuRatio);
    requireRatio("browser.controlCpuRatio", controlCpuRatio);
    Required.that(
        figures != null && areInOrder(figures),
        "browser.figures",
        "each figure once, in order",
        figures);
    Required.that(
        figures.stream().filter(figure -> figure.control() == null).count()
            == (controlMissing == null ? 0 : figures.size()),
        "browser.controlMissing",
        "a reason if the figures have no control, or else none",
        controlMissing);
    figures = List.copyOf(figures);
    version = bounded(version);
    failures = bounded(failures);
    controlFailures = bounded(controlFailures);
    controlMissing = controlMissing == null ? null : bounded(controlMissing);
  }

  private static void requireRatio(String key, Double ratio) {
    Required.that(ratio == null || ratio >= 0 && ratio <= 1, key, "a ratio between 0 and 1", ratio);
  }

  private static boolean areInOrder(List<Figure> figures) {
    if (figures.stream().anyMatch(Objects::isNull)) {
      return false;
    }
    List<PageFigure> names = figures.stream().map(Figure::name).toList();
    return names.equals(names.stream().distinct().sorted().toList());
  }

  /** Many failures are rarely more than a few different ones; the last text has the number. */
  private static List<String> bounded(List<String> texts) {
    if (texts == null) {
      return List.of();
    }
    Required.that(texts.stream().noneMatch(Objects::isNull), "browser.failures", "texts", texts);
    int kept = texts.size() > MOST_FAILURES ? MOST_FAILURES - 1 : texts.size();
    List<String> bounded = new ArrayList<>();
    texts.stream().limit(kept).map(BrowserFigures::bounded).forEach(bounded::add);
    if (kept < texts.size()) {
      bounded.add("and %d more".formatted(texts.size() - kept));
    }
    return List.copyOf(bounded);
  }

  private static String bounded(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    int end = MOST_CHARACTERS - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
