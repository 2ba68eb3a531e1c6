package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a report with a copy that a developer checked. After an intended change, {@code mvn test
 * -Dtest='*ReportsTest' -Dgolden.write=true} writes the copies again; check them before the commit.
 */
public final class GoldenFile {
  private static final Path FOLDER = Path.of("src/test/resources/io/openmeet/loadtest/reports");

  private GoldenFile() {}

  public static void assertSame(String golden, String actual) throws IOException {
    Path file = FOLDER.resolve(golden);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, actual, StandardCharsets.UTF_8);
    }
    assertEquals(Files.readString(file, StandardCharsets.UTF_8), actual, golden);
  }
}
