package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSummaryTest {
  @TempDir private Path folder;

  /** GitHub makes the file before the step; other steps write there, too. */
  @Test
  void isAddedToWhatOthersWrote() throws IOException {
    Path file = Files.writeString(folder.resolve("summary"), "# Built \u2713\n");

    JobSummary.add("## PASS: \u00fc\n", Map.of("GITHUB_STEP_SUMMARY", file.toString()));

    assertEquals("# Built \u2713\n## PASS: \u00fc\n", Files.readString(file));
  }

  @Test
  void isWrittenIntoAFileThatIsNotThereYet() throws IOException {
    Path file = folder.resolve("summary");

    JobSummary.add("## PASS\n", Map.of("GITHUB_STEP_SUMMARY", file.toString()));

    assertEquals("## PASS\n", Files.readString(file));
  }

  @Test
  void outsideOfSuchAJobNothingIsWritten() throws IOException {
    JobSummary.add("## PASS\n", Map.of());
    JobSummary.add("## PASS\n", Map.of("GITHUB_STEP_SUMMARY", " "));

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void namesTheFileThatCannotBeWritten() {
    assertEquals(
        folder.toString(),
        assertThrows(
                FileSystemException.class,
                () -> JobSummary.add("## PASS\n", Map.of("GITHUB_STEP_SUMMARY", folder.toString())))
            .getFile());
  }
}
