package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.LogSeal;
import io.openmeet.loadtest.results.ObservationsFile;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.SampleEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTestCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... args) {
    return LoadTestCommand.run(
        new PrintWriter(out),
        new PrintWriter(err),
        Stream.of(args).map(Object::toString).toArray(String[]::new));
  }

  private Set<String> files(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void reportWritesEveryFileFromLogAndObservations() throws IOException {
    Path run = SampleRun.passing().writeTo(folder);

    assertEquals(0, run("report", run), err::toString);

    assertEquals(
        Set.of(
            "simulation.log",
            "observations.json",
            "results.json",
            "junit.xml",
            "summary.md",
            "scorecard.html"),
        files(run));
    assertTrue(out.toString().startsWith("PASS: ApiSimulation, profile smoke"), out::toString);
    assertEquals("", err.toString());
  }

  @Test
  void verifyFindsNoDifferenceInTheFilesOfReport() throws IOException {
    Path run = SampleRun.hostile().writeTo(folder);
    run("report", run);

    assertEquals(0, run("verify", run), out::toString);
    assertTrue(
        out.toString().endsWith("results.json agrees with the log and the observations.\n"),
        out::toString);
  }

  @Test
  void verifyNamesEveryFigureThatDiffers() throws IOException {
    Path run = SampleRun.passing().writeTo(folder);
    run("report", run);
    Path results = run.resolve("results.json");
    Files.writeString(
        results,
        Files.readString(results)
            .replace("\"verdict\": \"PASS\"", "\"verdict\": \"FAIL\"")
            .replace("\"delivered\": 1000", "\"delivered\": 999"));

    assertEquals(3, run("verify", run), out::toString);
    assertTrue(
        out.toString().contains("/verdict: expected \"PASS\", found \"FAIL\"\n"), out::toString);
    assertTrue(
        out.toString().contains("/arrivals/delivered: expected 1000, found 999\n"), out::toString);
    assertTrue(
        out.toString()
            .contains("2 figures differ from the log and the observations; `ci/loadtest report`"),
        out::toString);
  }

  /** A new report would not help, so the message does not suggest it. */
  @Test
  void verifyNamesTheLogWhenTheLogWasChanged() throws IOException {
    SampleRun sample = SampleRun.passing();
    Path run = sample.writeTo(folder);
    Path log = run.resolve(RunDirectory.LOG);
    sample.log = LogSeal.of(log, 0);
    ObservationsFile.write(sample.observations(), run);
    run("report", run);
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length - 100));

    assertEquals(3, run("verify", run), out::toString);
    assertTrue(
        out.toString()
            .contains(
                "simulation.log: The log is not the one that the run wrote: expected %,d bytes, found %,d."
                    .formatted(whole.length, whole.length - 100)),
        out::toString);
    assertFalse(out.toString().contains("ci/loadtest report"), out::toString);
  }

  /** The second injector's log is changed after the report. */
  @Test
  void aMergedRunIsReportedAndVerifiedFromItsInjectorsRuns() throws IOException {
    Path run = SampleRun.passing().writePartsTo(folder, 2, part -> {});
    assertEquals(0, run("report", run), err::toString);
    assertTrue(out.toString().contains("1/2 (worst)"), out::toString);
    assertEquals(0, run("verify", run), out::toString);

    Path injectors = run.resolve(RunDirectory.INJECTORS);
    Path log = injectors.resolve(run.getFileName() + "-2").resolve(RunDirectory.LOG);
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length - 100));

    assertEquals(3, run("verify", run), out::toString);
    assertTrue(
        out.toString().contains("/verdict: expected \"INVALID\", found \"PASS\""), out::toString);
    assertEquals(3, run("show", run), out::toString);
    assertTrue(out.toString().contains("Injector 2/2: simulation.log is cut off"), out::toString);
  }

  @Test
  void verifyRefusesARunWithoutResultsJson() throws IOException {
    Path run = SampleRun.passing().writeTo(folder);

    assertEquals(2, run("verify", run));
    assertTrue(err.toString().contains("results.json: cannot be read"), err::toString);
  }

  @Test
  void reportWritesTheSameBytesForACopyOfTheRun() throws IOException {
    Path run = SampleRun.hostile().writeTo(folder.resolve("here"));
    Path copy = Files.createDirectories(folder.resolve("there").resolve("renamed"));
    for (String file : List.of(RunDirectory.LOG, ObservationsFile.NAME)) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }

    run("report", run);
    run("report", copy);

    for (String file : files(run)) {
      assertEquals(-1, Files.mismatch(run.resolve(file), copy.resolve(file)), file);
    }
  }

  @Test
  void reportWritesNoListOfRunsOutsideTargetGatling() throws IOException {
    Path run = SampleRun.passing().writeTo(folder);

    run("report", run);

    assertEquals(Set.of(run.getFileName().toString()), files(folder));
  }

  @Test
  void reportWritesTheListOfRunsInTargetGatling() throws IOException {
    Path results = folder.resolve("target").resolve("gatling");

    run("report", SampleRun.passing().writeTo(results));

    assertTrue(Files.exists(results.resolve("index.html")));
  }

  @Test
  void theListOfRunsHasTheTrendsOfTheNamedHistory() throws IOException {
    Path results = folder.resolve("target").resolve("gatling");
    Path nightly = folder.resolve("nightly");
    new RunHistory(nightly).append(SampleEntry.at("2026-05-04T03:02:01.000Z").entry());

    run("report", "--history", nightly, SampleRun.passing().writeTo(results));

    String page = Files.readString(results.resolve("index.html"));
    assertTrue(page.contains("\"fingerprint\":\"0123456789ab\""));
  }

  @Test
  void showWritesNothing() throws IOException {
    Path run = SampleRun.hostile().writeTo(folder);

    assertEquals(1, run("show", run));

    assertEquals(Set.of("simulation.log", "observations.json"), files(run));
    assertTrue(out.toString().startsWith("FAIL: ApiSimulation"), out::toString);
  }

  @Test
  void aLogAloneIsShownAsAnInvalidRun() throws IOException {
    Path run = SampleRun.passing().writeLogTo(folder);

    assertEquals(3, run("show", run.resolve("simulation.log")));

    assertTrue(out.toString().contains("No service levels were recorded"), out::toString);
    assertTrue(out.toString().contains("1,000, 90.9/s"), out::toString);
  }

  @Test
  void aCutLogIsReportedAsAnInvalidRun() throws IOException {
    Path run = SampleRun.passing().writeTo(folder);
    byte[] log = Files.readAllBytes(run.resolve(RunDirectory.LOG));
    Files.write(run.resolve(RunDirectory.LOG), Arrays.copyOf(log, log.length / 2));

    assertEquals(3, run("report", run));

    assertTrue(out.toString().contains("simulation.log is cut off"), out::toString);
    assertTrue(Files.exists(run.resolve("scorecard.html")));
  }

  @Test
  void randomDamageNeverPassesAndNeverPrintsAStackTrace() throws IOException {
    Path run = SampleRun.passing().writeTo(folder);
    byte[] whole = Files.readAllBytes(run.resolve(RunDirectory.LOG));
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
      for (int hit = 0; hit < 5; hit++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(run.resolve(RunDirectory.LOG), damaged);

      int code = run("show", run);

      assertTrue(code == 2 || code == 3, () -> code + " " + out + err);
      assertFalse(err.toString().contains("\tat "), err::toString);
    }
  }

  @Test
  void mistakesArePrintedAsOneSentence() throws IOException {
    assertEquals(2, run("show", folder.resolve("nothing")));
    assertSentence(
        folder.resolve("nothing")
            + ": expected the folder of a run, found no such folder here or in target/gatling.");

    assertEquals(2, run("show", folder));
    assertSentence(
        folder
            + ": expected a simulation.log in the folder, found none; name the folder that Gatling made for the run.");

    Files.writeString(folder.resolve(RunDirectory.LOG), "RUN\tsimulation\tof Gatling 3.9");
    assertEquals(2, run("show", folder));
    assertSentence(
        folder.resolve(RunDirectory.LOG)
            + " is not a Gatling simulation log: its first bytes are not a Run record. Expected the simulation.log of a run with Gatling 3.13 to 3.16.");
  }

  @Test
  void damageInObservationsIsPrintedWithItsKey() throws IOException {
    Path run = SampleRun.passing().writeTo(folder);
    Path file = run.resolve(ObservationsFile.NAME);
    Files.writeString(
        file, Files.readString(file).replace("\"bound\" : \">=\"", "\"bound\" : \"=\""));

    assertEquals(2, run("report", run));

    assertSentence(file + ": slas[3].bound: bound: expected one of <, >, >=, found \"=\".");
  }

  private void assertSentence(String sentence) {
    assertEquals(sentence + System.lineSeparator(), err.toString());
    err.getBuffer().setLength(0);
  }

  @Test
  void helpAndVersionExitWith0() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().contains("3   the run is not a valid measurement"), out::toString);
    assertEquals(0, run("report", "--help"));
    assertEquals(0, run("--version"));
    assertTrue(
        out.toString().matches("(?s).*openmeet-loadtest \\d+\\.\\d+\\.\\d+.*"), out::toString);
    assertEquals("", err.toString());
  }

  @Test
  void anUnknownOrMissingArgumentExitsWith2() {
    assertEquals(2, run("reprot"));
    assertEquals(2, run());
    assertEquals(2, run("show"));
  }
}
