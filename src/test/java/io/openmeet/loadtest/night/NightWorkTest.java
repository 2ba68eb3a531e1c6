package io.openmeet.loadtest.night;

import static io.openmeet.loadtest.results.RunVerdict.FAIL;
import static io.openmeet.loadtest.results.RunVerdict.PASS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightWorkTest {
  private static final NightPlan PLAN = SampleNight.PLAN;

  @TempDir private Path results;
  private Instant now = Instant.parse("2026-05-04T03:00:00.123Z");
  private RunVerdict verdict = PASS;
  private boolean diskFull;
  private int made;

  @Test
  void isNamedAfterItsStart() throws Exception {
    Night night = run(Optional.empty());

    assertEquals("20260504T030000Z", night.id());
    assertEquals("2026-05-04T03:00:00Z", night.startedAt());
    assertTrue(night.hasEnded());
    assertEquals(night, new Nights(results).all().get(0));
  }

  @Test
  void theNextNightIsComparedWithIt() throws Exception {
    run(Optional.empty());
    now = now.plusSeconds(86_400);
    verdict = FAIL;

    Night second = run(Optional.empty());

    assertEquals("20260504T030000Z", second.conclusion().comparedWith());
    assertTrue(second.changesTheVerdict());
    assertEquals(FAIL, second.conclusion().verdict());
  }

  @Test
  void theSameVerdictIsNoChange() throws Exception {
    run(Optional.empty());
    now = now.plusSeconds(86_400);

    assertFalse(run(Optional.empty()).changesTheVerdict());
  }

  @Test
  void theSameCommandGoesOnAfterAnInterruption() throws Exception {
    diskFull = true;
    assertThrows(IOException.class, () -> run(Optional.empty()));
    diskFull = false;
    now = now.plusSeconds(600);

    Night night = run(Optional.empty());

    assertEquals("20260504T030000Z", night.id());
    assertEquals(2, night.runs().size());
    assertEquals(2, made);
  }

  @Test
  void aNightThatWasLeftLongAgoIsNotContinued() throws Exception {
    diskFull = true;
    assertThrows(IOException.class, () -> run(Optional.empty()));
    diskFull = false;
    now = now.plusSeconds(86_400);

    assertEquals("20260505T030000Z", run(Optional.empty()).id());
  }

  @Test
  void aNameIsUsedOnce() throws Exception {
    run(Optional.of("release-7"));

    assertEquals(
        "--name: expected a new name, found release-7, a night that has ended; give another one, or remove %s."
            .formatted(results.resolve("nights/release-7")),
        assertThrows(ConfigurationException.class, () -> run(Optional.of("release-7")))
            .getMessage());
  }

  @Test
  void aNightDoesNotGoOnWithOtherProperties() throws Exception {
    diskFull = true;
    assertThrows(IOException.class, () -> run(Optional.of("release-7")));
    diskFull = false;

    assertEquals(
        "--name: the night release-7 was begun with other simulations or properties; give them again, or another name.",
        assertThrows(
                ConfigurationException.class,
                () ->
                    work()
                        .run(
                            NightPlan.of(PLAN.simulations(), Map.of("profile", "smoke")),
                            Optional.of("release-7")))
            .getMessage());
  }

  /** The value is in no file, so another one is no other plan. */
  @Test
  void aNightGoesOnWithItsSecretGivenAgain() throws Exception {
    diskFull = true;
    assertThrows(IOException.class, () -> work().run(withPassword("pa55word"), Optional.empty()));
    diskFull = false;
    now = now.plusSeconds(600);

    Night night = work().run(withPassword("pa55word, changed"), Optional.empty());

    assertEquals("20260504T030000Z", night.id());
    assertEquals(2, made);
    assertFalse(
        Files.readString(results.resolve("nights/20260504T030000Z/night.json"))
            .contains("pa55word"));
  }

  @Test
  void aSecretThatIsMissingIsAnotherPlan() throws Exception {
    work().run(withPassword("pa55word"), Optional.empty());
    now = now.plusSeconds(86_400);

    assertNull(run(Optional.empty()).conclusion().comparedWith());
    now = now.plusSeconds(86_400);
    assertEquals(
        "20260504T030000Z",
        work().run(withPassword("other"), Optional.empty()).conclusion().comparedWith());
  }

  private static NightPlan withPassword(String password) {
    return NightPlan.of(PLAN.simulations(), Map.of("javax.net.ssl.trustStorePassword", password));
  }

  /** A line of the history, and the file of an older night. */
  @Test
  void damagedFilesCostOnlyWhatTheyHeld() throws Exception {
    Files.createDirectories(results.resolve("history"));
    Files.writeString(results.resolve("history/runs.jsonl"), "{damaged\n", StandardCharsets.UTF_8);
    Files.createDirectories(results.resolve("nights/old"));
    Files.writeString(
        results.resolve("nights/old/night.json"), "{\"id\": ", StandardCharsets.UTF_8);

    assertEquals(PASS, run(Optional.empty()).conclusion().verdict());
    assertEquals(1, new Nights(results).all().size());
    assertEquals("{damaged\n", Files.readString(results.resolve("history/runs.jsonl")));
  }

  private Night run(Optional<String> name) throws IOException, InterruptedException {
    return work().run(PLAN, name);
  }

  private NightWork work() {
    Nights nights = new Nights(results);
    NightSuite.Progress silent =
        new NightSuite.Progress() {
          @Override
          public void begins(String simulation, int attempt, Path output) {}

          @Override
          public void ended(NightRun run) {}
        };
    return new NightWork(
        nights,
        new NightSuite(nights, this::make, silent),
        new RunHistory(results.resolve("history")),
        "ci/nightly",
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private NightRun make(String simulation, int attempt, Path output) throws IOException {
    if (diskFull && made == 1) {
      throw new IOException("no space is left");
    }
    made++;
    return SampleNight.run(simulation, attempt, "run-" + made, verdict);
  }
}
