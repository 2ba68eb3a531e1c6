package io.openmeet.reference.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmeet.reference.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  @TempDir Path slot;

  private List<Path> programs() {
    return EmbeddedRedis.programs(slot.resolve("redis"));
  }

  /** As on Alpine, where there is no loader for the program. */
  private static void writeWithoutLoader(Path program) throws IOException {
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/no/such/loader\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void ifOneProgramCannotStartTheNextIsTried() throws IOException {
    assumeTrue(programs().size() > 1, "there is one program for this machine");
    writeWithoutLoader(programs().get(0));

    EmbeddedRedis redis = EmbeddedRedis.start(slot);

    assertTrue(ProcessHandle.of(redis.pid()).orElseThrow().isAlive());
    redis.stop();
  }

  @Test
  void ifNoProgramCanStartTheErrorHasTheReasonOfEach() throws IOException {
    for (Path program : programs()) {
      writeWithoutLoader(program);
    }

    String sentence = assertThrows(CannotStart.class, () -> EmbeddedRedis.start(slot)).getMessage();

    assertTrue(sentence.startsWith("The embedded Redis did not start: Cannot run "), sentence);
    assertTrue(
        sentence.endsWith(
            "redis.log, set reference.dataFolder to a folder that programs can be run from, or give reference.redisUrl."),
        sentence);
    assertEquals(programs().size(), sentence.split("error=2", -1).length - 1, sentence);
  }
}
