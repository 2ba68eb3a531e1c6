package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Verdict;
import java.util.List;

/** The service levels of one run, for the console. */
public final class SlaTable {
  private SlaTable() {}

  public static String of(List<SlaOutcome> outcomes) {
    TextTable table = new TextTable("Service level", "Limit", "Measured", "");
    for (SlaOutcome outcome : outcomes) {
      table.row(
          outcome.sla().name(),
          outcome.sla().limitText(),
          outcome.measuredText(),
          word(outcome.verdict()));
    }
    return table.toString();
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case MET -> "met";
      case BROKEN -> "BROKEN";
      case NO_DATA -> "NO DATA";
    };
  }
}
