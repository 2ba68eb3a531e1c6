package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.trends.HistoryLevel;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.SampleEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code trends} and {@code acknowledge} on hand-made histories. */
class TrendsCommandTest {
  private static final Instant FIRST_NIGHT = Instant.parse("2026-01-01T03:00:00.001Z");
  private static final int STEP = 40;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return LoadTestCommand.run(
        new PrintWriter(out),
        new PrintWriter(err),
        Stream.concat(Stream.of(command, "--history=" + folder), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private static SampleEntry night(int night, double p95, double queries) {
    SampleEntry entry = SampleEntry.at(FIRST_NIGHT.plus(night, ChronoUnit.DAYS).toString());
    entry.slas =
        List.of(
            new HistoryLevel(
                "api-p95", Unit.MILLISECONDS, 500.0, p95, null, null, null, null, Verdict.MET));
    entry.work = List.of(new WorkFigure("queries_total", Map.of("query", "find"), queries));
    return entry;
  }

  private static String name(int night) {
    return night(night, 1, 1).run;
  }

  private void add(SampleEntry night) throws IOException {
    new RunHistory(folder).append(night.entry());
  }

  /** Nights that differ by 2 % or less; from the 41st on, the level is half as high again. */
  private void addNightsWithStep(int nights) throws IOException {
    for (int night = 0; night < nights; night++) {
      double level = night < STEP ? 200 : 300;
      add(night(night, level + (night % 2 == 0 ? 4 : -4), 0.25));
    }
  }

  @Test
  void aRegressionExitsWith1AndNamesItsFirstRun() throws IOException {
    addNightsWithStep(STEP + 3);

    assertEquals(1, run("trends"), err::toString);

    assertEquals(
        """
        ApiSimulation, profile smoke, fingerprint 0123456789ab: 43 comparable, 0 INVALID
        Figure   Baseline  Last value  Difference  Trend
        -------  --------  ----------  ----------  ----------
        api-p95  300 ms    304 ms      +1.3 %      REGRESSION
          Regression since 2026-02-10T03:00:00Z: 200 ms to 301.3 ms (+51 %); first run apisimulation-20260210030000001, commit
          06d4cc3f.
        Figures of work without a lasting change: 1.

        Figures with a regression: 1. If the new level of api-p95 is right, run (the first run may be one off):
          ci/loadtest acknowledge apisimulation-20260210030000001 --figure 'api-p95' --reason "..."
        """,
        out.toString());
    assertEquals("", err.toString());
  }

  /** On the first night, without waiting for others. */
  @Test
  void workThatLeftItsNoiseInTheLastRunExitsWith1UntilItIsAcknowledged() throws IOException {
    for (int night = 0; night < 12; night++) {
      add(night(night, 200, 0.25));
    }
    assertEquals(0, run("trends"), out::toString);
    add(night(12, 200, 2));

    assertEquals(1, run("trends"), out::toString);
    assertTrue(
        out.toString()
            .endsWith(
                """
                Work for each request that left its noise in the last run, apisimulation-20260113030000001:
                  queries_total{query="find"}: 0.25 -> 2 for each request (+700 %, noise 6 %)
                """),
        out::toString);
    assertEquals(0, run("trends", "--profile=quick"), out::toString);

    run("acknowledge", name(12), "--reason", "Each item is read.");
    assertEquals(0, run("trends"), out::toString);
  }

  /** Such as after a change of the limits: the level of the older runs cannot return any more. */
  @Test
  void anOlderFingerprintIsNoAlert() throws IOException {
    addNightsWithStep(STEP + 8);
    assertEquals(1, run("trends"), out::toString);

    SampleEntry other = night(STEP + 8, 200, 0.25);
    other.fingerprint = "ba9876543210";
    add(other);

    assertEquals(0, run("trends"), out::toString);
    assertTrue(out.toString().contains("Regression since 2026-02-10"), out::toString);
  }

  @Test
  void lessWorkIsNoRegression() throws IOException {
    for (int night = 0; night < 12; night++) {
      add(night(night, 200, 2));
    }
    add(night(12, 200, 0.25));

    assertEquals(0, run("trends"), out::toString);
    assertTrue(out.toString().contains("2 -> 0.25 for each request"), out::toString);
  }

  @Test
  void noRegressionExitsWith0() throws IOException {
    addNightsWithStep(STEP + 2);

    assertEquals(0, run("trends"), err::toString);
    assertTrue(
        out.toString().contains("The last value is suspect: expected 170.3 ms to 229.7 ms from"),
        out::toString);
  }

  @Test
  void anAcknowledgedRegressionExitsWith0UntilItIsUndone() throws IOException {
    addNightsWithStep(STEP + 8);

    assertEquals(0, run("acknowledge", name(STEP), "--reason", "Passwords have a salt."));
    assertEquals(0, run("trends"), out::toString);
    assertTrue(
        out.toString().contains("Regression, acknowledged, since 2026-02-10T03"), out::toString);
    run("acknowledge", "--list");
    assertEquals(
        """
        Run                              Figure  Reason
        -------------------------------  ------  ----------------------
        apisimulation-20260210030000001  all     Passwords have a salt.
        """,
        out.toString());

    assertEquals(0, run("acknowledge", name(STEP), "--undo"), err::toString);
    assertEquals(1, run("trends"));
    run("acknowledge", "--list");
    assertEquals("No change is acknowledged.\n", out.toString());
  }

  @Test
  void onlyTheNamedFigureIsAcknowledged() throws IOException {
    for (int night = 0; night < STEP + 5; night++) {
      add(night(night, night < STEP ? 200 : 300, night < STEP ? 0.25 : 2));
    }
    String work = "queries_total{query=\"find\"}";

    assertEquals(1, run("trends"));
    assertTrue(out.toString().contains("Figures with a regression: 2."), out::toString);
    assertEquals(0, run("acknowledge", name(STEP), "--figure", work, "--reason", "More detail."));
    assertEquals(1, run("trends"));
    assertTrue(out.toString().contains("Figures with a regression: 1."), out::toString);
    assertEquals(0, run("acknowledge", name(STEP), "--figure=api-p95", "--reason=More detail."));
    assertEquals(0, run("trends"), out::toString);
  }

  @Test
  void invalidRunsAndOtherFingerprintsAreNoNightsOfALevel() throws IOException {
    addNightsWithStep(STEP);
    for (int night = STEP; night < STEP + 5; night++) {
      add(night(night, 400, 0.25).ended(RunVerdict.INVALID, "Late."));
      SampleEntry other = night(night + 5, 400, 0.25);
      other.fingerprint = "ba9876543210";
      add(other);
    }

    assertEquals(0, run("trends"), out::toString);
    assertTrue(out.toString().contains("40 comparable, 5 INVALID"), out::toString);
    assertTrue(
        out.toString()
            .contains("There is no baseline yet: expected at least 10 comparable runs, found 5."),
        out::toString);
  }

  @Test
  void optionsSelectAndAnEmptySelectionHasTheChoices() throws IOException {
    addNightsWithStep(STEP + 3);

    assertEquals(1, run("trends", "--simulation=apisimulation", "--profile=smoke"));
    assertEquals(0, run("trends", "--profile=quick"));
    assertEquals(
        "No valid run in %s matches the options; the history has ApiSimulation with profile smoke.\n"
            .formatted(folder.resolve("runs.jsonl")),
        out.toString());
  }

  @Test
  void noHistoryYetIsOneSentence() {
    assertEquals(0, run("trends"), err::toString);
    assertTrue(out.toString().startsWith("There is no run in "), out::toString);
    assertEquals(2, run("acknowledge", "some-run", "--reason=Why not."));
    assertTrue(err.toString().startsWith("There is no run in "), err::toString);
    assertEquals(2, run("acknowledge", "some-run", "--undo"));
    assertEquals(
        folder.resolve("acknowledged.jsonl") + " has no acknowledgement to remove.\n",
        err.toString());
  }

  @Test
  void aForgedOrTornLineIsNamedAndSkipped() throws IOException {
    addNightsWithStep(STEP + 3);
    Path file = folder.resolve("acknowledged.jsonl");
    run("acknowledge", name(STEP), "--reason=Known.");
    String whole = Files.readString(file);
    Files.writeString(file, whole.replace("\"run\"", "\"ran\""));
    Files.writeString(file, whole.substring(0, 40), StandardOpenOption.APPEND);

    assertEquals(1, run("trends"));
    List<String> lines = err.toString().lines().toList();
    assertEquals(2, lines.size(), err::toString);
    assertEquals(file + " line 1 is skipped: run: expected a value, found none.", lines.get(0));
    assertTrue(
        lines.get(1).startsWith(file + " line 2 is skipped: it is not JSON: "), err::toString);

    assertEquals(0, run("acknowledge", name(STEP), "--reason=Known."));
    assertEquals(0, run("trends"), out::toString);
    assertEquals(2, err.toString().lines().count());
    assertEquals(0, run("acknowledge", name(STEP), "--undo"));
    assertEquals(2, Files.readAllLines(file).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | acknowledge: expected the name of a run, or --list, found none.",
        "apisimulation-20260101030000001 | --reason: expected why the new level is right, found none.",
        "apisimulation-20260101030000001 --figure=api-p99 --reason=x | --figure: expected a figure of that run, found \"api-p99\"; the figures are api-p95, queries_total{query=\"find\"}.",
        "apisimulation-20260101030000001 --undo --reason=x | --reason: expected none with --undo.",
        "apisimulation-20260101030000001 --list | --list: expected alone."
      })
  void aWrongAcknowledgementIsOneSentence(String options, String sentence) throws IOException {
    add(night(0, 200, 0.25));

    assertEquals(2, run("acknowledge", options.isEmpty() ? new String[0] : options.split(" ")));
    assertEquals(sentence + "\n", err.toString());
    assertEquals("", out.toString());
    assertTrue(Files.notExists(folder.resolve("acknowledged.jsonl")));
  }

  @Test
  void anUnknownOrInvalidRunIsAnsweredWithTheNewestOnes() throws IOException {
    add(night(0, 200, 0.25));
    add(night(1, 200, 0.25).ended(RunVerdict.INVALID, "Late."));
    String sentence =
        "%s: expected a run of %s that is not INVALID; its newest ones are apisimulation-20260101030000001.\n";

    for (String unknown : List.of("night", name(1))) {
      assertEquals(2, run("acknowledge", unknown, "--reason=x"));
      assertEquals(sentence.formatted(unknown, folder.resolve("runs.jsonl")), err.toString());
    }
  }
}
