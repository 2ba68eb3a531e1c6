package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of the sample's 1,000 requests, 998 are answered in the window and two later. */
class LogSealTest {
  private static final int ATTACKS = 1_000;
  private static final long MOST_BYTES = 256L << 20;
  private static final long SEED = 20_261_129;

  @TempDir Path folder;

  private final SampleRun sample = SampleRun.passing();
  private Path run;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    run = sample.writeLogTo(folder);
    log = run.resolve(RunDirectory.LOG);
  }

  private void seal(long answers) throws IOException {
    sample.log = LogSeal.of(log, answers);
    ObservationsFile.write(sample.observations(), run);
  }

  @Test
  void theSealedLogPasses() throws IOException {
    seal(998);

    assertEquals(RunVerdict.PASS, RunDirectory.read(run).outcome().verdict());
  }

  /** The example "abc" of FIPS 180-4. */
  @Test
  void theDigestIsSha256() throws IOException {
    Path file = Files.writeString(folder.resolve("abc"), "abc");

    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        LogSeal.of(file, 0).sha256());
  }

  @Test
  void aLogThatLacksAnswersIsInvalid() throws IOException {
    seal(999);

    RunResult result = RunDirectory.read(run);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(
        "The log is incomplete: the users counted 999 answers in the window, and the log has 998. Check for a full or busy disk, and run again.",
        result.outcome().reasons().get(0));
  }

  @Test
  @Timeout(120)
  void ofAThousandDamagedLogsNoneIsAPass() throws IOException {
    seal(998);
    byte[] whole = Files.readAllBytes(log);
    Random random = new Random(SEED);
    for (int attack = 0; attack < ATTACKS; attack++) {
      Files.write(log, damaged(whole, random));
      String which = "attack " + attack + " of seed " + SEED;
      long before = allocatedBytes();
      try {
        assertNotEquals(RunVerdict.PASS, RunDirectory.read(run).outcome().verdict(), which);
      } catch (IOException refused) {
        assertTrue(refused.getMessage().length() > 0, which);
      }
      assertTrue(allocatedBytes() - before < MOST_BYTES, which);
    }
  }

  /** The total of all allocations is an upper bound of what was held at any time. */
  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  /** A copy that is cut off, or has one flipped bit, some changed bytes or a hole. */
  private static byte[] damaged(byte[] whole, Random random) {
    int at = random.nextInt(whole.length);
    byte[] damaged = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> damaged = Arrays.copyOf(whole, at);
      case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        for (int i = at; i < Math.min(whole.length, at + 1 + random.nextInt(20)); i++) {
          damaged[i] += (byte) (1 + random.nextInt(255));
        }
      }
      default -> {
        int to = Math.min(whole.length, at + 1 + random.nextInt(1_000));
        damaged = new byte[whole.length - (to - at)];
        System.arraycopy(whole, 0, damaged, 0, at);
        System.arraycopy(whole, to, damaged, at, whole.length - to);
      }
    }
    return damaged;
  }
}
