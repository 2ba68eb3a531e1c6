package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.SampleEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file() {
    return folder.resolve("runs.jsonl");
  }

  private int run(String... arguments) {
    return runIn(folder, arguments);
  }

  private int runIn(Path history, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return LoadTestCommand.run(
        new PrintWriter(out),
        new PrintWriter(err),
        Stream.concat(Stream.of("history", "--history", history.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private void add(SampleEntry... runs) throws IOException {
    for (SampleEntry run : runs) {
      new RunHistory(folder).append(run.entry());
    }
  }

  /** The days of May, the simulations and the profiles of four runs; the newest comes first. */
  private void addFourRuns() throws IOException {
    add(
        SampleEntry.at("2026-05-04T23:59:59.999Z").of("AuthSimulation", "smoke"),
        SampleEntry.at("2026-05-03T03:00:00.000Z").ended(RunVerdict.FAIL, "API P95 is 300 ms."),
        SampleEntry.at("2026-05-02T00:00:00.000Z").ended(RunVerdict.INVALID, "Late."),
        SampleEntry.at("2026-05-01T03:00:00.000Z").of("ApiSimulation", "quick"));
  }

  /** The days of the runs that the list shows. */
  private List<Integer> days() {
    return out.toString()
        .lines()
        .filter(line -> line.startsWith("2026-05-"))
        .map(line -> Integer.parseInt(line.substring(8, 10)))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1 2 3 4",
        "--simulation=ApiSimulation | 1 2 3",
        "--simulation=authsimulation | 4",
        "--profile=quick | 1",
        "--verdict=PASS | 1 4",
        "--verdict=FAIL | 3",
        "--verdict=INVALID | 2",
        "--since=2026-05-02 | 2 3 4",
        "--since=2026-05-04 | 4",
        "--last=1 | 4",
        "--last=3 | 2 3 4",
        "--last=9 | 1 2 3 4",
        "--simulation=ApiSimulation --last=2 | 2 3",
        "--simulation=ApiSimulation --profile=smoke --verdict=FAIL --since=2026-05-01 --last=1 | 3"
      })
  void listsTheRunsThatTheOptionsSelect(String options, String days) throws IOException {
    addFourRuns();

    assertEquals(0, run(options.isEmpty() ? new String[0] : options.split(" ")), err::toString);

    assertEquals(Stream.of(days.split(" ")).map(Integer::valueOf).toList(), days());
    assertEquals("", err.toString());
  }

  @Test
  void aRunWithoutAMatchIsOneSentenceWithTheChoices() throws IOException {
    addFourRuns();

    assertEquals(0, run("--simulation", "SearchSimulation"));

    assertEquals(
        "None of the 4 runs in %s matches the options; its simulations are ApiSimulation, AuthSimulation, its profiles quick, smoke.\n"
            .formatted(file()),
        out.toString());
  }

  @Test
  void noHistoryYetIsOneSentence() {
    String sentence = "There is no run in %s yet; each run adds itself at its end.\n";

    assertEquals(0, run(), err::toString);
    assertEquals(sentence.formatted(file()), out.toString());
    assertEquals(0, run("prune", "--keep-runs=1"), err::toString);
    assertEquals(sentence.formatted(file()), out.toString());
    assertEquals(0, run("--csv"), err::toString);
    assertTrue(out.toString().startsWith("run,startedAt,"), out::toString);
  }

  @Test
  void csvHasTheSelectedRuns() throws IOException {
    addFourRuns();

    assertEquals(0, run("--csv", "--verdict=FAIL"), err::toString);

    List<String> lines = out.toString().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(
        lines
            .get(1)
            .startsWith(
                "apisimulation-20260503030000000,2026-05-03T03:00:00.000Z,ApiSimulation,smoke,"),
        out::toString);
  }

  @Test
  void aLineThatHoldsNoRunIsNamedBesideTheOthers() throws IOException {
    add(SampleEntry.at("2026-05-01T03:00:00.000Z"));
    Files.writeString(file(), "\u001b[31m" + "x".repeat(500) + "\n", StandardOpenOption.APPEND);
    add(SampleEntry.at("2026-05-02T03:00:00.000Z"));

    assertEquals(0, run());

    assertEquals(List.of(1, 2), days());
    assertTrue(
        err.toString().startsWith(file() + " line 2 is skipped: it is not JSON: "), err::toString);
    assertEquals(1, err.toString().lines().count());
    assertTrue(err.toString().indexOf('\u001b') < 0);
  }

  @Test
  void prunePrintsWhatItRemoves() throws IOException {
    addFourRuns();
    Files.writeString(file(), "{\"torn", StandardOpenOption.APPEND);

    assertEquals(0, run("prune", "--keep-runs", "1"), err::toString);

    assertEquals(
        """
        Removed                   Simulation     Profile  Verdict  Run
        ------------------------  -------------  -------  -------  -------------------------------
        2026-05-02T00:00:00.000Z  ApiSimulation  smoke    INVALID  apisimulation-20260502000000000

        Removed 1 of 4 runs from %s; damaged lines removed: 1.
        """
            .formatted(file()),
        out.toString());
    run();
    assertEquals(List.of(1, 3, 4), days());
    assertEquals("", err.toString());
  }

  @Test
  void pruneKeepsTheDaysThatItIsGiven() throws IOException {
    Instant now = Instant.now();
    SampleEntry old = SampleEntry.at("2020-05-01T03:00:00.000Z");
    SampleEntry today =
        SampleEntry.at(
            now.minus(Duration.ofHours(23)).toString().replaceFirst("\\.\\d+Z|Z$", ".000Z"));
    add(old, today);

    assertEquals(0, run("prune", "--keep-days=1"), err::toString);

    assertEquals(List.of(today.entry()), new RunHistory(folder).read().runs());
  }

  @Test
  void theFolderCanAlsoBeNamedAfterPrune() throws IOException {
    addFourRuns();

    assertEquals(
        0,
        LoadTestCommand.run(
            new PrintWriter(out),
            new PrintWriter(err),
            "history",
            "prune",
            "--keep-runs=1",
            "--history=" + folder),
        err::toString);

    assertEquals(3, new RunHistory(folder).read().runs().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--since=4.5.2026 | --since: expected a date such as 2026-05-04, found \"4.5.2026\".",
        "--last=0 | --last: expected 1 or more, found 0.",
        "prune | prune: expected --keep-days, --keep-runs or both, found none.",
        "prune --keep-days=0 | --keep-days: expected 1 or more, found 0.",
        "prune --keep-runs=-1 | --keep-runs: expected 1 or more, found -1.",
        "--verdict=PASS prune --keep-runs=1 | --verdict: expected only --history before prune, which removes runs of all kinds; leave it out."
      })
  void aWrongValueIsOneSentence(String options, String sentence) throws IOException {
    addFourRuns();
    String before = Files.readString(file());

    assertEquals(2, run(options.split(" ")));

    assertEquals(sentence + "\n", err.toString());
    assertEquals("", out.toString());
    assertEquals(before, Files.readString(file()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--verdict=green",
        "--last=many",
        "--lats=1",
        "ApiSimulation",
        "prune --keep-days=1d",
        "prune --keep-runs=1 --csv"
      })
  void anUnknownOptionOrTypeExitsWith2(String options) {
    assertEquals(2, run(options.split(" ")));
  }

  @Test
  void aFolderThatCannotBeReadExitsWith2() throws IOException {
    Files.createDirectory(file());

    assertEquals(2, run());
    assertEquals(file() + ": cannot be read or written (is a folder).\n", err.toString());
    assertEquals(2, run("prune", "--keep-runs=1"));
    assertEquals(2, run("--csv"));

    Path noFolder = Files.writeString(folder.resolve("file"), "");
    assertEquals(2, runIn(noFolder));
    assertEquals(
        noFolder.resolve("runs.jsonl") + ": cannot be read or written (Not a directory).\n",
        err.toString());
    assertEquals(2, runIn(noFolder, "prune", "--keep-runs=1"));
  }

  @Test
  void helpNamesOptionsAndExitCodes() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().contains("--since=<date>"), out::toString);
    assertTrue(out.toString().contains("2   wrong usage, or the history cannot be"), out::toString);
    assertEquals(0, run("prune", "--help"));
    assertTrue(out.toString().contains("--keep-days=<days>"), out::toString);
    assertTrue(out.toString().contains("--history=<folder>"), out::toString);
  }
}
