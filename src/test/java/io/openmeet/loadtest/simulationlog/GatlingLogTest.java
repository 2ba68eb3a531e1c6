package io.openmeet.loadtest.simulationlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs that versions of Gatling wrote on a little-endian machine, for the {@link SampleSimulation}
 * ({@code ci/sample-logs}): one by an ordinary JVM, one by a JVM with {@code -XX:-CompactStrings},
 * whose texts are all UTF-16. The content of the logs of 3.15.1 was checked against the simulation
 * and Gatling's own report of the same run.
 */
class GatlingLogTest {
  @ParameterizedTest
  @ValueSource(strings = {"gatling-3.15.1-mixed", "gatling-3.15.1-utf16"})
  void readsWhatGatlingWrote(String name) throws IOException {
    assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);

    assertEquals(Files.readAllLines(golden(name + ".txt")), EventLines.of(golden(name + ".log")));
    assertTrue(LogReader.readAll(golden(name + ".log"), new LogVisitor() {}).isProvenWhole());
  }

  /** All versions give the same users, requests and groups; only the times differ. */
  @ParameterizedTest
  @CsvSource({
    "3.13.5, mixed", "3.14.9, mixed", "3.16.0, mixed",
    "3.13.5, utf16", "3.14.9, utf16", "3.16.0, utf16"
  })
  void readsWhatOtherVersionsWrote(String version, String texts) throws IOException {
    assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    Path log = golden("gatling-%s-%s.log".formatted(version, texts));

    List<String> lines = EventLines.of(log);

    assertTrue(lines.get(0).contains(" of %s at ".formatted(version)), lines.get(0));
    assertEquals(
        withoutTimes(Files.readAllLines(golden("gatling-3.15.1-mixed.txt"))), withoutTimes(lines));
    assertTrue(LogReader.readAll(log, new LogVisitor() {}).isProvenWhole());
  }

  @Test
  void writesAsGatlingWrites() throws IOException {
    assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    Path log = golden("gatling-3.15.1-mixed.log");
    ByteArrayOutputStream again = new ByteArrayOutputStream();

    try (LogCopy copy = new LogCopy(again)) {
      LogReader.readAll(log, copy);
    }

    assertArrayEquals(Files.readAllBytes(log), again.toByteArray());
  }

  /** Gatling writes in blocks of 8,192 bytes; the test kills it after a few blocks. */
  @Test
  void doesNotReportTheLogOfAKilledRunAsWhole(@TempDir Path results)
      throws IOException, InterruptedException {
    Path log = GatlingRun.killed(results, 3 * 8_192).resolve("simulation.log");

    LogEnd end = LogReader.readAll(log, new LogVisitor() {});

    assertFalse(end.isProvenWhole(), end.toString());
    assertTrue(end.usersAlive() > 0 && end.usersAlive() <= 2_000, end.toString());
    assertTrue(end.records() > 900 && end.records() < 10_000, end.toString());
  }

  private static List<String> withoutTimes(List<String> lines) {
    return lines.stream()
        .skip(1)
        .map(line -> line.replace("but actually ", "")) // the words of 3.13
        .map(line -> line.replaceAll("\\b(at |of )?[0-9]+(-[0-9]+)?\\b", ""))
        .sorted()
        .toList();
  }

  private static Path golden(String name) {
    return Path.of("src/test/resources/simulationlog", name);
  }
}
