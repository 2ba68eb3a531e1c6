package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.night.SampleNight;
import io.openmeet.loadtest.pullrequest.PullRequestData;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM of its own, because the folder of all results is a property of the process. */
@Timeout(120)
class PullRequestDataCommandTest {
  @TempDir private Path folder;
  private Path results;

  @BeforeEach
  void addNight() throws IOException {
    results = Files.createDirectories(folder.resolve(OwnJvm.RESULTS));
    SampleNight.write(
        results, SampleNight.of("n1", "2026-05-04T03:00:00Z", RunVerdict.PASS, RunVerdict.PASS));
  }

  @Test
  void dataOfANightIsWritten() throws Exception {
    Files.move(SampleRun.passing().writeTo(folder), results.resolve("apisimulation-n1"));
    Path out = folder.resolve("data.json");

    OwnJvm.Ended ended =
        new OwnJvm(folder)
            .run(Map.of(), "pull-request-data", "--night", "n1", "--out", out.toString());

    assertEquals(new OwnJvm.Ended(0, "Written: " + out + "\n", ""), ended);
    PullRequestData data = PullRequestData.read(out);
    assertEquals(RunVerdict.PASS, data.verdict());
    assertEquals(6, data.simulations().get(0).levels().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n2", "../n1"})
  void dataOfANightThatIsNotThereIsRefusedWithTheNights(String night) throws Exception {

    assertEquals(
        new OwnJvm.Ended(
            2,
            "",
            "--night: expected the name of a night in %s that has ended (n1), found \"%s\".\n"
                .formatted(results.resolve("nights"), night)),
        new OwnJvm(folder)
            .run(
                Map.of(),
                "pull-request-data",
                "--night=" + night,
                "--out=" + folder.resolve("data.json")));
    assertFalse(Files.exists(folder.resolve("data.json")));
  }

  @Test
  void dataOfADamagedNightIsRefused() throws Exception {
    Path file = results.resolve("nights/n1/night.json");
    Files.writeString(file, Files.readString(file).substring(0, 200));

    assertEquals(
        new OwnJvm.Ended(
            2,
            "",
            "--night: expected the name of a night in %s that has ended (), found \"n1\".\n"
                .formatted(results.resolve("nights"))),
        new OwnJvm(folder)
            .run(
                Map.of(),
                "pull-request-data",
                "--night=n1",
                "--out=" + folder.resolve("data.json")));
  }

  @Test
  void dataIsNotWrittenIntoAFolderThatIsNotThere() throws Exception {
    Path out = folder.resolve("missing/data.json");

    OwnJvm.Ended ended =
        new OwnJvm(folder).run(Map.of(), "pull-request-data", "--night=n1", "--out=" + out);

    assertEquals(2, ended.exitCode());
    assertTrue(ended.err().contains("missing"), ended.err());
    assertFalse(ended.err().contains("\tat "), ended.err());
  }
}
