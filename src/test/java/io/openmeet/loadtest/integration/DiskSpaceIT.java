package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmeet.loadtest.integration.KnownServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a small disk that only root on Linux can create; skipped elsewhere. */
class DiskSpaceIT {
  private static final int MEGABYTE = 1024 * 1024;

  @TempDir Path folder;

  private void mountDiskOf(int megabytes) throws Exception {
    assumeTrue(
        exitCode(
                "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())
            == 0,
        "a small disk cannot be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    exitCode("umount", folder.toString());
  }

  @Test
  void aRunDoesNotBeginWithTooLittleSpace() throws Exception {
    mountDiskOf(100);
    try (KnownServer server = new KnownServer((number, seconds) -> Answer.AT_ONCE)) {
      ForkedSimulation.Result run =
          ForkedSimulation.run(
              ForkedSimulation.command(
                  KnownServerSimulation.class, folder, Map.of("baseUrl", server.baseUrl())),
              folder);
      assertAll(
          run.output(),
          () -> assertEquals(1, run.exitCode()),
          () ->
              assertTrue(
                  run.output()
                      .contains(
                          folder
                              + ": expected 200 MB free on its disk, found 100 MB; free some space there.")),
          () -> assertEquals(0, server.requests()));
    }
  }

  @Test
  void aRunStopsBeforeTheDiskIsFull() throws Exception {
    mountDiskOf(300);
    try (KnownServer server = new KnownServer((number, seconds) -> Answer.AT_ONCE)) {
      Path output = Files.createTempFile("disk", ".txt");
      Process injector =
          ForkedSimulation.start(
              ForkedSimulation.command(
                  KnownServerSimulation.class,
                  folder,
                  Map.of("baseUrl", server.baseUrl(), "profile", "daily")),
              output);
      while (server.requests() < 100 && injector.isAlive()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      Files.write(folder.resolve("filling"), new byte[260 * MEGABYTE]);
      boolean ended = injector.waitFor(40, TimeUnit.SECONDS);
      injector.destroyForcibly();
      String text = Files.readString(output);
      Files.delete(output);
      assertAll(
          text,
          () -> assertTrue(ended, "it does not stop"),
          () -> assertEquals(2, injector.exitValue()),
          () -> assertTrue(text.contains("INVALID: KnownServerSimulation")),
          () -> assertTrue(text.contains("expected 50 MB free on its disk, found ")));
    }
  }

  private static int exitCode(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
