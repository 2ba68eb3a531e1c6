package io.openmeet.reference.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recordings' folder is a disk of four megabytes that only the API under test mounts. */
@Timeout(120)
class DiskFullIT {
  private static final String MOUNT = "mount -t tmpfs -o size=4m tmpfs \"$0\" && exec \"$@\"";

  @Test
  void anUploadToAFullDiskIs507UntilThereIsRoom(@TempDir Path folder) throws Exception {
    Path recordings = Files.createDirectories(folder.resolve("slot-1").resolve("recordings"));
    List<String> wrapper = List.of("unshare", "-Urm", "sh", "-c", MOUNT, recordings.toString());
    assumeTrue(canMount(wrapper), "a small disk cannot be mounted here");
    RunningApi neighbour = RunningApi.shared();

    try (RunningApi api =
        RunningApi.launch(
            wrapper,
            "dataFolder=" + folder,
            "databaseUrl=postgresql://postgres@127.0.0.1:" + neighbour.databasePort() + "/postgres",
            "redisUrl=redis://127.0.0.1:" + neighbour.redisPort())) {
      assertTrue(api.isReady(), api.handshake().toString());
      ApiClient client = api.client();
      Session session = client.loginAsUser(1);
      // The API's view: only its file system contains the disk.
      Path disk = Path.of("/proc/" + api.process().pid() + "/root" + recordings);
      Path filling = Files.write(disk.resolve("filling"), new byte[3_500_000]);

      for (int i = 0; i < 3; i++) {
        Answer refused = client.upload(session, new byte[1_000_000]);
        assertEquals(507, refused.status(), refused.text());
        assertEquals("storage_full", refused.errorCode());
      }

      assertEquals(List.of("filling"), names(disk));
      assertEquals(201, client.upload(session, new byte[100_000]).status());
      assertEquals(200, client.get("/meetings", session).status());
      Files.delete(filling);
      assertEquals(201, client.upload(session, new byte[1_000_000]).status());
    }
  }

  private static boolean canMount(List<String> wrapper) throws Exception {
    return new ProcessBuilder(Stream.concat(wrapper.stream(), Stream.of("true")).toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
