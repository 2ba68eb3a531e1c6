package io.openmeet.reference.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmeet.reference.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFolderTest {
  @TempDir Path temporary;

  @BeforeEach
  void onlyRoot() {
    assumeTrue(System.getProperty("user.name").equals("root"), "not root");
  }

  private Path of(String dataFolder) {
    return OpenFolder.of(Path.of(dataFolder), temporary);
  }

  @Test
  void aFolderThatOthersMayNotEnterIsOpenedAgain() throws IOException {
    Path folder = of("/data");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

    assertEquals(folder, of("/data"));

    assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }

  @Test
  void simultaneousStartsShareOneFolder() {
    for (int i = 0; i < 100; i++) {
      String data = "/data-" + i;
      Set<Path> folders =
          IntStream.range(0, 4).parallel().mapToObj(start -> of(data)).collect(Collectors.toSet());
      assertEquals(1, folders.size());
    }
  }

  @Test
  void aFolderOfAnotherUserIsRefused() throws IOException {
    Path folder = of("/data");
    Files.setAttribute(folder, "unix:uid", 65_534);

    assertEquals(
        "The folder "
            + folder
            + " must be a folder that root owns, but it is not; delete it, or set reference.dataFolder to a folder that every user may enter.",
        assertThrows(CannotStart.class, () -> of("/data")).getMessage());
  }
}
