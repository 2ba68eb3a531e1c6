package io.openmeet.loadtest.reports.performance;

import java.awt.Color;

/** The colours of the two tunings, the same in all pictures. */
final class TuningColour {
  static final Color BASELINE = new Color(0x8A939C);
  static final Color OPTIMIZED = new Color(0x1F6FB2);

  private TuningColour() {}
}
