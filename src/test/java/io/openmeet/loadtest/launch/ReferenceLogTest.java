package io.openmeet.loadtest.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceLogTest {
  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void print(ReferenceLog log, String words) throws Exception {
    new ProcessBuilder("sh", "-c", "printf '%s' \"$0\" >&2", words)
        .redirectError(log.redirect())
        .start()
        .waitFor();
  }

  @Test
  void namesTheFileWithWhatWasPrinted() throws Exception {
    ReferenceLog log = ReferenceLog.in(folder);
    print(log, "no room");
    log.deleteIfEmpty();
    Path file = files().get(0);
    assertEquals("no room", Files.readString(file));
    assertEquals(Optional.of(file), log.file());
    assertEquals(" See its output in " + file + ".", log.hint());
  }

  @Test
  void leavesNothingWhenNothingWasPrinted() throws Exception {
    ReferenceLog log = ReferenceLog.in(folder.resolve("made"));
    print(log, "");
    log.deleteIfEmpty();
    assertEquals(Optional.empty(), log.file());
    assertEquals("", log.hint());
    assertEquals(0, folder.resolve("made").toFile().list().length);
  }

  @Test
  void saysWhichFolderCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    String message =
        assertThrows(ConfigurationException.class, () -> ReferenceLog.in(file)).getMessage();
    assertTrue(message.startsWith("reference.dataFolder: expected a folder"), message);
    assertTrue(message.contains(file + " cannot be written to ("), message);
  }
}
