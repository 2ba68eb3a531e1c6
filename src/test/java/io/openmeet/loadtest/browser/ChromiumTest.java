package io.openmeet.loadtest.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
      assertEquals("Runtime.evaluate: the browser has ended", failure.getMessage());
    }
  }

  @Test
  void aProgramThatIsNoBrowserIsReportedWithItsLastLine(@TempDir Path folder) throws IOException {
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\necho no display >&2\n");
    assertTrue(script.toFile().setExecutable(true));
    BrowserException failure = assertThrows(BrowserException.class, () -> Chromium.start(script));
    assertEquals(
        script + " does not start: Browser.getVersion: the browser has ended (no display)",
        failure.getMessage());
  }

  /** A load test may be killed by its machine when that has no memory left. */
  @Test
  @Timeout(120)
  void aBrowserEndsWithAProgramThatIsKilled() throws Exception {
    Optional<Path> binary = Chromium.find();
    assumeTrue(binary.isPresent(), "no Chromium on the PATH");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrowserHolder.class.getName(),
                binary.get().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = program.inputReader()) {
      Path profile = Path.of(said.readLine());
      List<ProcessHandle> browser =
          said.readLine() == null ? List.of() : program.descendants().toList();
      assertTrue(browser.size() > 1, browser::toString);
      program.destroyForcibly();
      while (browser.stream().anyMatch(Chromium::runs)) {
        Thread.sleep(20);
      }
      Chromium.delete(profile.getParent());
    } finally {
      program.destroyForcibly();
    }
  }

  /** Starts a browser, says so, and waits to be killed. */
  static final class BrowserHolder {
    public static void main(String[] binary) throws IOException {
      Chromium chromium = Chromium.start(Path.of(binary[0]));
      System.out.println(chromium.profile());
      System.out.println(chromium.version());
      System.in.read();
    }
  }
}
