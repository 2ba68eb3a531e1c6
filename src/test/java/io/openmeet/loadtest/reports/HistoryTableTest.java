package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryTotals;
import io.openmeet.loadtest.trends.SampleEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTableTest {
  private static String table(HistoryEntry... runs) {
    return HistoryTable.of(List.of(runs)).replace(System.lineSeparator(), "\n");
  }

  @Test
  void comparableRunsShareATableAndTheNewestIsLast() {
    SampleEntry onAnotherMachine = SampleEntry.at("2026-05-05T03:00:00.000Z");
    onAnotherMachine.fingerprint = "ba9876543210";
    onAnotherMachine.processor = "Intel(R) Xeon(R)";
    onAnotherMachine.gitCommit = null;
    SampleEntry invalid =
        SampleEntry.at("2026-05-06T03:00:00.000Z")
            .ended(RunVerdict.INVALID, "The log has no requests.");
    invalid.totals = new HistoryTotals(0, null, 0, null, null, null);

    assertEquals(
        """
        ApiSimulation, profile smoke, target http://127.0.0.1:8080, processor Intel(R) Xeon(R), fingerprint ba9876543210: 1
          comparable, 0 INVALID

        Started               Verdict  P95     P99     Errors  Requests  Commit  Run
        --------------------  -------  ------  ------  ------  --------  ------  -------------------------------
        2026-05-05T03:00:00Z  PASS     114 ms  118 ms  0.50 %  99.4/s    -       apisimulation-20260505030000000

        ApiSimulation, profile smoke, target http://127.0.0.1:8080, processor AMD EPYC, fingerprint 0123456789ab: 1 comparable,
          1 INVALID

        Started               Verdict  P95     P99     Errors  Requests  Commit    Run
        --------------------  -------  ------  ------  ------  --------  --------  -------------------------------
        2026-05-04T03:02:01Z  PASS     114 ms  118 ms  0.50 %  99.4/s    06d4cc3f  apisimulation-20260504030201000
        2026-05-06T03:00:00Z  INVALID  -       -       -       0.0/s     06d4cc3f  apisimulation-20260506030000000
          The log has no requests.

        Only runs of the same table are comparable, and none that is INVALID: they have the same fingerprint.
        """,
        table(
            SampleEntry.at("2026-05-04T03:02:01.000Z").entry(),
            onAnotherMachine.entry(),
            invalid.entry()));
  }

  @Test
  void textsOfOtherProgramsCannotControlTheTerminal() {
    SampleEntry hostile = new SampleEntry();
    hostile.run = "run\u001b[2J";
    hostile.simulation = "Api\u202e\nSimulation";
    hostile.profile = "\u0007";
    hostile.target = "http://\u001b]0;title";
    hostile.processor = "\u009b31m";
    hostile.ended(RunVerdict.FAIL, "red\u001b[31m");

    String text = table(hostile.entry());

    assertFalse(text.codePoints().anyMatch(c -> c != '\n' && PlainText.isUnprintable(c)), text);
    assertTrue(text.startsWith("Api\uFFFD Simulation, profile \uFFFD, "), text);
  }
}
