package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedRunFolderTest {
  @TempDir Path folder;

  private Path run(String name) throws IOException {
    Path run = folder.resolve(name);
    Files.createDirectories(run.resolve("js"));
    Files.writeString(run.resolve("simulation.log"), "log of " + name);
    Files.writeString(run.resolve("js/stats.js"), "js of " + name);
    return run;
  }

  private Set<String> filesIn(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .collect(Collectors.toSet());
    }
  }

  @Test
  void holdsTheWholeRunOfEachInjector() throws IOException {
    Path merged = folder.resolve("all/merged");

    MergedRunFolder.make(List.of(run("one/api-1"), run("two/api-2")), merged);

    assertEquals(
        Set.of(
            "injectors/api-1/simulation.log",
            "injectors/api-1/js/stats.js",
            "injectors/api-2/simulation.log",
            "injectors/api-2/js/stats.js"),
        filesIn(merged));
    assertEquals(
        "log of two/api-2", Files.readString(merged.resolve("injectors/api-2/simulation.log")));
  }

  /** Logs have gigabytes. */
  @Test
  void takesNoRoomOnTheSameDisk() throws IOException {
    Path run = run("api-1");
    MergedRunFolder.make(List.of(run), folder.resolve("merged"));

    assertTrue(
        Files.isSameFile(
            run.resolve("simulation.log"),
            folder.resolve("merged/injectors/api-1/simulation.log")));
  }

  /** The reader of the merged run names the one that is there twice. */
  @Test
  void keepsTwoRunsOfOneName() throws IOException {
    Path first = run("one/api-1");
    Path merged = Files.createDirectory(folder.resolve("merged"));

    MergedRunFolder.make(List.of(first, run("two/api-1"), first), merged);

    assertEquals(
        "log of one/api-1", Files.readString(merged.resolve("injectors/api-1/simulation.log")));
    assertEquals(
        "log of two/api-1", Files.readString(merged.resolve("injectors/api-1-2/simulation.log")));
    assertEquals(
        "log of one/api-1", Files.readString(merged.resolve("injectors/api-1-3/simulation.log")));
  }

  @Test
  void refusesAFolderThatHoldsSomething() throws IOException {
    Path run = run("api-1");
    Path merged = run("older");

    String message =
        assertThrows(ConfigurationException.class, () -> MergedRunFolder.make(List.of(run), merged))
            .getMessage();

    assertEquals(
        merged
            + ": expected a new or empty folder for the merged run, found files; name another folder.",
        message);
    assertFalse(Files.exists(merged.resolve("injectors")));
  }

  @Test
  void refusesAFolderInOneOfTheRuns() throws IOException {
    Path run = run("api-1");

    String message =
        assertThrows(
                ConfigurationException.class,
                () -> MergedRunFolder.make(List.of(run), run.resolve("../api-1/merged")))
            .getMessage();

    assertTrue(message.endsWith("for the merged run; name another folder."), message);
    assertFalse(Files.exists(run.resolve("merged")));
  }
}
