package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.SampleRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... arguments) {
    return LoadTestCommand.run(
        new PrintWriter(out),
        new PrintWriter(err),
        Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }

  private Path run(String name, SampleRun sample) throws IOException {
    return sample.writeTo(folder.resolve(name));
  }

  @Test
  void printsBothVerdictsAndThatTwoRunsProveLittle() throws IOException {
    Path baseline = run("before", SampleRun.passing());
    Path slower = run("after", SampleRun.hostile());

    assertEquals(0, run("compare", baseline, slower), err::toString);

    assertTrue(out.toString().contains("\nBaseline  PASS  "), out::toString);
    assertTrue(out.toString().contains("\nRun       FAIL  "), out::toString);
    assertTrue(out.toString().contains("Two runs prove little"), out::toString);
  }

  @Test
  void printsMarkdownAndWritesAPage() throws IOException {
    Path baseline = run("before", SampleRun.passing());
    Path run = run("after", SampleRun.passing());
    Path page = folder.resolve("comparison.html");

    assertEquals(0, run("compare", "--markdown", "--html", page, baseline, run), err::toString);

    assertTrue(out.toString().startsWith("## ApiSimulation: run of "), out::toString);
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void refusesTheSameRunTwiceAndAPageWithoutAFolder() throws IOException {
    Path run = run("run", SampleRun.passing());
    Path nowhere = folder.resolve("missing").resolve("comparison.html");

    assertEquals(2, run("compare", run, run.resolve(".")));
    assertTrue(
        err.toString().startsWith("compare: expected two different runs, found "), err::toString);
    assertEquals(2, run("compare", "--html", nowhere, run, run("after", SampleRun.passing())));
    assertTrue(
        err.toString()
            .endsWith(
                "--html: expected a file in a folder that exists, found %s.\n".formatted(nowhere)),
        err::toString);
  }

  @Test
  void refusesAFolderWithoutARun() throws IOException {
    Path run = run("run", SampleRun.passing());

    assertEquals(2, run("compare", run, folder));
    assertEquals(
        folder
            + ": expected a simulation.log in the folder, found none; name the folder that Gatling made for the run.\n",
        err.toString());
    assertEquals(2, run("compare", run));
    assertTrue(err.toString().contains("Missing required parameter: '<run>'"), err::toString);
  }
}
