package io.openmeet.reference.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.reference.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresPlatformTest {
  private static final String REMEDIES =
      ", give a PostgreSQL and a Redis of your own (reference.databaseUrl, reference.redisUrl), or test another target (-DbaseUrl).";

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz",
    "Linux, aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, postgres-darwin-x86_64.txz"
  })
  void eachMachineHasItsArchive(String os, String machine, String archive) {
    assertEquals(archive, PostgresPlatform.archive(os, machine, root));
  }

  @ParameterizedTest
  @CsvSource({
    "Windows 11, amd64, 'Windows; run in WSL'",
    "Linux, vax, 'Linux on vax; use another machine'"
  })
  void anotherMachineIsRefusedWithAdvice(String os, String machine, String advice) {
    assertEquals(
        "The embedded PostgreSQL runs on Linux with glibc and on macOS, and there is none for "
            + advice
            + REMEDIES,
        refusal(os, machine));
  }

  @Test
  void alpineIsRefusedWithAdvice() throws IOException {
    loader("lib", "ld-musl-x86_64.so.1");

    assertEquals(
        "The embedded PostgreSQL runs on Linux with glibc and on macOS, and there is none for musl, the C library of Alpine; use an image with glibc, such as Debian's"
            + REMEDIES,
        refusal("Linux", "amd64"));
  }

  /** As on a Debian machine that builds for Alpine. */
  @Test
  void aMachineWithBothMuslAndGlibcHasItsArchive() throws IOException {
    loader("lib", "ld-musl-x86_64.so.1");
    loader("lib64", "ld-linux-x86-64.so.2");

    assertEquals("postgres-linux-x86_64.txz", PostgresPlatform.archive("Linux", "amd64", root));
  }

  private void loader(String folder, String name) throws IOException {
    Files.createFile(Files.createDirectories(root.resolve(folder)).resolve(name));
  }

  private String refusal(String os, String machine) {
    return assertThrows(CannotStart.class, () -> PostgresPlatform.archive(os, machine, root))
        .getMessage();
  }
}
