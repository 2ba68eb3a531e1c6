package io.openmeet.loadtest.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumTest {
  @Test
  void afterItsEndNeitherProcessesNorFilesAreLeft() {
    Optional<Path> binary = Chromium.find();
    assumeTrue(binary.isPresent(), "no Chromium on the PATH");
    List<ProcessHandle> processes;
    Path profile;
    try (Chromium chromium = Chromium.start(binary.get())) {
      ProcessHandle first = ProcessHandle.of(chromium.pid()).orElseThrow();
      processes = Stream.concat(Stream.of(first), first.descendants()).toList();
      profile = chromium.profile();
      assertTrue(Files.isDirectory(profile));
      assertTrue(processes.stream().allMatch(Chromium::runs));
      assertTrue(chromium.version().matches(".*/\\d+\\..*"), chromium.version());
    }
    assertFalse(processes.stream().anyMatch(Chromium::runs));
    assertFalse(Files.exists(profile));
  }

  @Test
  void aBrowserThatDiesIsReportedByTheNextCommand() {
    Optional<Path> binary = Chromium.find();
    assumeTrue(binary.isPresent(), "no Chromium on the PATH");
    try (Chromium chromium = Chromium.start(binary.get())) {
      Page page = chromium.open();
      ProcessHandle.of(chromium.pid()).orElseThrow().destroyForcibly();
      BrowserException failure =
          assertThrows(
              BrowserException.class, () -> page.evaluate("new Promise(() => { /* never */ })"));
      assertTrue(failure.getMessage().startsWith("Runtime.evaluate: the "), failure.getMessage());
    }
  }

  @Test
  void aProgramThatIsNoBrowserIsReportedWithItsLastLine(@TempDir Path folder) throws IOException {
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\necho no display >&2\n");
    assertTrue(script.toFile().setExecutable(true));
    BrowserException failure = assertThrows(BrowserException.class, () -> Chromium.start(script));
    assertEquals("Chromium ended at its start: no display", failure.getMessage());
  }
}
