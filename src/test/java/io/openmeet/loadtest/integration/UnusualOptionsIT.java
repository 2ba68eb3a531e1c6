package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.simulations.SearchSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One run with the options that a machine sets for all its JVMs, and without Gatling's report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnusualOptionsIT {
  private static final String FOR_ALL_JVMS =
      "-Duser.language=ar -Duser.country=EG -XX:+UseG1GC"
          + " -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9 -Dhttp.nonProxyHosts=";

  private ForkedSimulation.Result run;

  @BeforeAll
  void run(@TempDir Path folder) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "JAVA_TOOL_OPTIONS=" + FOR_ALL_JVMS));
    command.addAll(
        ForkedSimulation.command(
            SearchSimulation.class, folder, Map.of("loadtest.noReports", "true")));
    run = ForkedSimulation.run(command, folder);
  }

  @Test
  void anotherLanguageAnotherCollectorAndAMissingProxyChangeNothing() throws Exception {
    assertEquals(1, run.lines("SearchSimulation").stream().filter(UnusualOptionsIT::ended).count());
    assertTrue(hasOnlyAsciiDigits(run.output()), run.output());
    for (Path file : reports(run.runFolder())) {
      assertTrue(hasOnlyAsciiDigits(Files.readString(file)), file::toString);
    }
  }

  @Test
  void withoutGatlingsReportTheExitCodeFollowsTheVerdictAndNothingLinksToTheReport()
      throws Exception {
    boolean passed = !run.lines("SearchSimulation  PASS").isEmpty();

    assertEquals(passed ? 0 : 2, run.exitCode(), run.output());
    assertFalse(Files.exists(run.runFolder().resolve("index.html")));
    assertTrue(
        Files.readString(run.runFolder().resolve("scorecard.html"))
            .contains("\"gatlingReport\":false"));
  }

  private static boolean ended(String line) {
    return line.matches("SearchSimulation +(PASS|INVALID).*");
  }

  private static boolean hasOnlyAsciiDigits(String text) {
    return text.codePoints().noneMatch(c -> Character.isDigit(c) && c > '9');
  }

  private static List<Path> reports(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.filter(file -> file.toString().matches(".*\\.(json|xml|md)")).toList();
    }
  }
}
