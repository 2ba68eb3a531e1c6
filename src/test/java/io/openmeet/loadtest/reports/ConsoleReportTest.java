package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.sla.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleReportTest {
  @TempDir private Path folder;

  private List<String> lines(SampleRun run) throws IOException {
    return ConsoleReport.of(RunReport.alone(RunDirectory.read(run.writeTo(folder))))
        .lines()
        .toList();
  }

  @Test
  void showsThatOneRequestOfManyFailed() throws IOException {
    SampleRun run = SampleRun.rarelyFailing();
    assertTrue(lines(run).stream().anyMatch(line -> line.contains(", errors 0.003 %,")));
  }

  @Test
  void fitsATerminalWhateverAReasonOrAnErrorSays() throws IOException {
    SampleRun run = SampleRun.passing();
    run.observed = Map.of("cache-hit-ratio", new Measured.Missing("word ".repeat(60).strip()));
    run.errorMessage = "é".repeat(200);
    List<String> lines = lines(run);
    assertEquals(120, lines.stream().mapToInt(String::length).max().orElseThrow(), lines::toString);
    String reason = String.join("", lines.subList(1, lines.indexOf(""))).replace("  ", " ");
    assertTrue(reason.contains("judged: " + "word ".repeat(60).strip() + "."), reason);
  }
}
