package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Unit;

/**
 * What a browser measures of a visit to a page, as <a href="https://web.dev/articles/vitals">Web
 * Vitals</a> define it; in the order of the reports.
 */
public enum WebVital {
  /** Largest Contentful Paint: time until the largest text or image of the view is painted. */
  LCP(Unit.MILLISECONDS),
  /** Interaction to Next Paint: time from an interaction to the picture that answers it. */
  INP(Unit.MILLISECONDS),
  /** Cumulative Layout Shift: how far visible content moves by itself. */
  CLS(Unit.SCORE),
  /** Time to First Byte: time until the page's first byte arrives. */
  TTFB(Unit.MILLISECONDS),
  /** First Contentful Paint: time until the first text or image is painted. */
  FCP(Unit.MILLISECONDS);

  private final Unit unit;

  WebVital(Unit unit) {
    this.unit = unit;
  }

  /** Milliseconds or a score. */
  public Unit unit() {
    return unit;
  }
}
