package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Unit;

/**
 * What a browser measures of a visit to a page, as <a href="https://web.dev/articles/vitals">Web
 * Vitals</a> define it; in the order of the reports.
 */
public enum WebVital {
  /** Time until the largest text or image of the view is painted. */
  LCP("Largest Contentful Paint", Unit.MILLISECONDS),
  /** Time from an interaction to the picture that answers it. */
  INP("Interaction to Next Paint", Unit.MILLISECONDS),
  /** How far visible content moves by itself. */
  CLS("Cumulative Layout Shift", Unit.SCORE),
  /** Time until the page's first byte arrives. */
  TTFB("Time to First Byte", Unit.MILLISECONDS),
  /** Time until the first text or image is painted. */
  FCP("First Contentful Paint", Unit.MILLISECONDS);

  private final String title;
  private final Unit unit;

  WebVital(String title, Unit unit) {
    this.title = title;
    this.unit = unit;
  }

  /** The whole name. */
  public String title() {
    return title;
  }

  /** Milliseconds or a score. */
  public Unit unit() {
    return unit;
  }
}
