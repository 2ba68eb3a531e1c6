package io.openmeet.reference.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedTest {
  private static final int OWNER = 65_534;
  private static final int OTHER = 1;

  @TempDir Path folder;

  /** That account may own the data of a server that runs on the same machine. */
  @Test
  void rootDoesNotBecomeTheAccountOfAnotherPostgres() {
    assertEquals(
        "nobody",
        chosen(
            "root:x:0:0:root:/root:/bin/bash",
            "daemon:x:1:1::/:/bin/false",
            "postgres:x:101:104::/:/bin/bash",
            "nobody:x:65534:65534::/:/bin/false"));
  }

  @Test
  void withoutNobodyRootBecomesTheFirstOtherAccount() {
    assertEquals(
        "bin",
        chosen(
            "root:x:0:0:root:/root:/bin/bash",
            "toor:x:0:0:root:/root:/bin/bash",
            "a malformed line",
            "bin:x:2:2::/:/bin/false",
            "other:x:9:9::/:/bin/false"));
  }

  @Test
  void aFolderIsGivenWithItsContentButNotWithTheTargetsOfItsLinks() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "not root");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/below"));
    Path given = Files.createDirectories(folder.resolve("given/below"));
    Path file = Files.createFile(given.resolve("file"));
    Path toFile = Files.createSymbolicLink(given.resolve("link"), elsewhere);
    Path toFolder = Files.createSymbolicLink(folder.resolve("given/linked"), elsewhere.getParent());

    give();

    for (Path theirs : List.of(folder.resolve("given"), given, file, toFile, toFolder)) {
      assertEquals(OWNER, owner(theirs), theirs.toString());
    }
    for (Path roots : List.of(folder, elsewhere, elsewhere.getParent())) {
      assertEquals(0, owner(roots), roots.toString());
    }
  }

  @Test
  void aFolderThatTheUserOwnsAlreadyStaysAsItIs() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "not root");
    Path given = Files.createDirectories(folder.resolve("given"));
    Path file = Files.createFile(given.resolve("file"));
    Files.setAttribute(given, "unix:uid", OWNER);
    Files.setAttribute(file, "unix:uid", OTHER);

    give();

    assertEquals(OTHER, owner(file));
  }

  private static String chosen(String... lines) {
    return Unprivileged.otherAccount(List.of(lines)).orElseThrow().name();
  }

  private void give() throws IOException {
    new Unprivileged(List.of(), Optional.of(OWNER)).give(folder.resolve("given"));
  }

  private static int owner(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
