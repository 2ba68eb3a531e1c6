package io.openmeet.loadtest.reports.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedBlockTest {
  private static final String BEFORE = "# Title\n" + MarkedBlock.BEGIN;
  private static final String AFTER = MarkedBlock.END + "\nThe end.\n";

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("README.md");
  }

  @Test
  void onlyTheLinesBetweenTheCommentsAreReplaced() throws IOException {
    Files.writeString(file, BEFORE + "old $1\nolder\n" + AFTER);

    assertEquals(Optional.of("old $1\nolder\n"), MarkedBlock.read(file));
    MarkedBlock.replace(file, "new $2\n");
    assertEquals(BEFORE + "new $2\n" + AFTER, Files.readString(file));
  }

  @Test
  void aFileWithoutTheCommentsIsNotChanged() throws IOException {
    Files.writeString(file, "# Title\n");

    MarkedBlock.replace(file, "new\n");

    assertEquals("# Title\n", Files.readString(file));
    assertEquals(Optional.empty(), MarkedBlock.read(file));
  }

  @Test
  void aMissingEndIsNamed() throws IOException {
    Files.writeString(file, BEFORE + "old\n");

    assertEquals(
        file
            + ": expected the line <!-- performance-report: end --> after <!-- performance-report: `ci/loadtest performance-report` writes these lines -->, found none; restore it.",
        assertThrows(IOException.class, () -> MarkedBlock.replace(file, "new\n")).getMessage());
  }
}
