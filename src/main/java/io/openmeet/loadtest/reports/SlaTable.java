package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.Verdict;
import java.util.List;
import java.util.Locale;

/** The service levels of one run, for the console. */
final class SlaTable {
  private SlaTable() {}

  /** A verdict other than "met" is in capitals. */
  static String of(List<SlaResult> slas) {
    TextTable table = new TextTable("Service level", "Limit", "Measured", "Margin", "");
    for (SlaResult sla : slas) {
      table.row(
          PlainText.of(sla.name()),
          sla.limitText(),
          sla.actualText(),
          sla.marginText(),
          sla.verdict() == Verdict.MET
              ? sla.verdict().text()
              : sla.verdict().text().toUpperCase(Locale.ROOT));
    }
    return table.toString();
  }
}
