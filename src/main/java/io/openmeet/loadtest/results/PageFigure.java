package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Unit;

/**
 * What is measured of a document that a user sees: the <a
 * href="https://web.dev/articles/vitals">Web Vitals</a>, as Google's web-vitals reports them, and
 * how soon and how large the document is; in the order of the reports.
 */
public enum PageFigure {
  /** Time until the largest text or image of the view is painted. */
  LCP("Largest Contentful Paint (LCP)", Unit.MILLISECONDS),
  /** Time from an interaction to the picture that answers it. */
  INP("Interaction to Next Paint (INP)", Unit.MILLISECONDS),
  /** How far visible content moves by itself. */
  CLS("Cumulative Layout Shift (CLS)", Unit.SCORE),
  /** Time until the page's first byte arrives. */
  TTFB("Time to First Byte (TTFB)", Unit.MILLISECONDS),
  /** Time until the first text or image is painted. */
  FCP("First Contentful Paint (FCP)", Unit.MILLISECONDS),
  /** Time until the client says that its first view can be used. */
  INTERACTIVE("Time to interactive", Unit.MILLISECONDS),
  /**
   * Size of all answers over HTTP, with headers and as they were sent, until the user leaves; 0 for
   * what came from the browser's cache.
   */
  RECEIVED_BYTES("Bytes received", Unit.BYTES);

  private final String title;
  private final Unit unit;

  PageFigure(String title, Unit unit) {
    this.title = title;
    this.unit = unit;
  }

  /** The whole name. */
  public String title() {
    return title;
  }

  /** Milliseconds, bytes or a score. */
  public Unit unit() {
    return unit;
  }
}
