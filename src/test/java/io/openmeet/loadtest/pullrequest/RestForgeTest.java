package io.openmeet.loadtest.pullrequest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.pullrequest.Forge.ForgeException;
import io.openmeet.loadtest.pullrequest.PullRequestComment.Done;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RestForgeTest {
  private static final String TEXT = PullRequestComment.MARK + "\n### Load test: FAIL";
  private static final String BOT = "loadtest[bot]";
  private static final Instant NOW = Instant.parse("2026-05-04T03:00:00Z");

  private final List<Duration> waits = new ArrayList<>();
  private FakeForge fake;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeForge();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void writesOneCommentAndUpdatesItInPlace(ForgeKind kind) throws Exception {
    assertEquals(Done.CREATED, publish(kind, TEXT, true));
    assertEquals(Done.UNCHANGED, publish(kind, TEXT, true));
    assertEquals(Done.UPDATED, publish(kind, TEXT + " again", false));

    assertEquals(List.of(BOT + ": " + TEXT + " again"), fake.comments());
  }

  @Test
  void isSilentWithoutNews() throws Exception {
    assertEquals(Done.SILENT, publish(ForgeKind.GITHUB, TEXT, false));
    assertEquals(List.of(), fake.comments());
  }

  /** With ours as the 9,950th, on the last of a hundred pages. */
  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void findsItsCommentOnTheHundredthPage(ForgeKind kind) throws Exception {
    fake.add("somebody", "Nice.", 9_949);
    fake.add(BOT, TEXT, 1);

    assertEquals(Done.UPDATED, publish(kind, TEXT + " again", true));
    assertEquals(9_950, fake.comments().size());
  }

  @Test
  void writesNoSecondCommentWhenItCannotSeeAllOfThem() {
    fake.add("somebody", "Nice.", 10_001);

    ForgeException refused =
        assertThrows(ForgeException.class, () -> publish(ForgeKind.GITHUB, TEXT, true));

    assertEquals(
        "There are more than 10000 comments, and none of the first is ours; a second comment is not written.",
        refused.getMessage());
  }

  /** Anybody can write the mark. */
  @Test
  void leavesTheCommentsOfOthersAlone() throws Exception {
    fake.add("mallory", TEXT, 1);
    fake.add(BOT, "Something else, with " + PullRequestComment.MARK, 1);

    assertEquals(Done.CREATED, publish(ForgeKind.GITHUB, TEXT, true));
    assertEquals(3, fake.comments().size());
    assertEquals("mallory: " + TEXT, fake.comments().get(0));
  }

  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void writesANewCommentWhenSomebodyDeletesItMeanwhile(ForgeKind kind) throws Exception {
    fake.add(BOT, TEXT, 1);
    fake.deleteBeforeUpdate();

    assertEquals(Done.CREATED, publish(kind, TEXT + " again", true));
    assertEquals(List.of(BOT + ": " + TEXT + " again"), fake.comments());
  }

  @ParameterizedTest
  @CsvSource({"429, 7", "403, 7", "503, 7"})
  void waitsAsLongAsTheForgeAsks(int status, int seconds) throws Exception {
    fake.answerOnce(status, Map.of("Retry-After", "" + seconds));

    assertEquals(Done.CREATED, publish(ForgeKind.GITHUB, TEXT, true));
    assertEquals(List.of(Duration.ofSeconds(seconds)), waits);
  }

  @Test
  void waitsUntilTheForgeCountsAnew() throws Exception {
    fake.answerOnce(
        403,
        Map.of(
            "x-ratelimit-remaining", "0", "x-ratelimit-reset", "" + (NOW.getEpochSecond() + 30)));

    assertEquals(Done.CREATED, publish(ForgeKind.GITHUB, TEXT, true));
    assertEquals(List.of(Duration.ofSeconds(30)), waits);
  }

  @Test
  void doesNotWaitForAnHour() {
    fake.answerOnce(429, Map.of("Retry-After", "3600"));

    ForgeException refused =
        assertThrows(ForgeException.class, () -> publish(ForgeKind.GITHUB, TEXT, true));

    assertTrue(
        refused
            .getMessage()
            .endsWith("the forge asks to wait for 3600 s, more than 120 s; try again later."),
        refused.getMessage());
    assertEquals(List.of(), waits);
  }

  @Test
  void triesAgainAFewTimesAfterAnErrorOfTheForge() {
    for (int i = 0; i < 9; i++) {
      fake.answerOnce(500, Map.of());
    }

    ForgeException refused =
        assertThrows(ForgeException.class, () -> publish(ForgeKind.GITHUB, TEXT, true));

    assertTrue(refused.getMessage().endsWith("the forge answered 500."), refused.getMessage());
    assertEquals(4, waits.size());
  }

  /** The forge writes the comment and then fails: a second one would be wrong. */
  @Test
  void writesNoSecondCommentWhenTheAnswerToTheFirstIsLost() throws Exception {
    fake.failAfterCreating();

    assertEquals(Done.CREATED, publish(ForgeKind.GITHUB, TEXT, true));
    assertEquals(List.of(BOT + ": " + TEXT), fake.comments());
  }

  @Test
  void saysWhatTheTokenMayNot() {
    fake.answerOnce(403, Map.of());

    ForgeException refused =
        assertThrows(ForgeException.class, () -> publish(ForgeKind.GITHUB, TEXT, true));

    assertEquals(
        "GITHUB team/app, number 12: expected 200, but the forge answered 403; check --repository and --number, and what the token of GITHUB_TOKEN may do.",
        refused.getMessage());
    assertFalse(refused.getMessage().contains(FakeForge.TOKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "team/../x", "team/app?x", "team/a b", "/app", ""})
  void refusesWhatIsNoRepository(String repository) {
    assertEquals(
        "--repository: expected owner/name, found \"%s\".".formatted(repository),
        refusal(null, repository, 12, FakeForge.TOKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GITHUB", "gitea", ""})
  void refusesAnotherForge(String name) {
    assertEquals(
        "--forge: expected github or gitlab, found \"%s\".".formatted(name),
        assertThrows(ConfigurationException.class, () -> ForgeKind.named(name)).getMessage());
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertEquals(
        "--number: expected the number of a pull request, found 0.",
        refusal(null, "team/app", 0, FakeForge.TOKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "line\nbreak"})
  void refusesWhatIsNoTokenWithoutShowingIt(String token) {
    assertEquals(
        "GITHUB_TOKEN: expected a token in the environment, found none that can be one; set it there, never on the command line.",
        refusal(null, "team/app", 12, token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://forge.example", "ftp://127.0.0.1", "forge.example", "https://a:b@forge"})
  void sendsATokenOnlyOverTls(String api) {
    assertEquals(
        "--api: expected an address that begins with https://, found another one; a token goes there.",
        refusal(api, "team/app", 12, FakeForge.TOKEN));
  }

  /**
   * The 101st is on the second page; 200 is older, and what is listed after it is not asked for.
   */
  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void listsWhatWasMergedSinceAnInstant(ForgeKind kind) throws Exception {
    for (int number = 1; number <= 101; number++) {
      String merged = number % 2 == 0 ? null : "2026-05-03T12:00:00Z";
      fake.close(number, merged, "2026-05-03T12:00:00Z");
    }
    fake.close(200, "2026-04-01T12:00:00Z", "2026-04-01T12:00:00Z");
    fake.close(201, "2026-05-03T12:00:00Z", "2026-05-03T12:00:00Z");

    List<RestRepository.Merged> merged =
        new RestRepository(kind, "team/app", BOT, client(kind))
            .merged("release/1.x&state=open", Instant.parse("2026-05-01T00:00:00Z"));

    assertEquals(51, merged.size());
    assertEquals(
        new RestRepository.Merged(101, Instant.parse("2026-05-03T12:00:00Z")), merged.get(50));
    assertEquals(2, fake.requests().size());
    assertTrue(fake.requests().get(0).contains("=release%2F1.x%26state%3Dopen&"));
  }

  @Test
  void saysThatTheListIsRefused() {
    fake.answerOnce(404, Map.of());

    assertEquals(
        "GITHUB team/app, merged into main: expected 200, but the forge answered 404; check --repository, and what the token of GITHUB_TOKEN may do.",
        assertThrows(
                ForgeException.class,
                () ->
                    new RestRepository(ForgeKind.GITHUB, "team/app", BOT, client(ForgeKind.GITHUB))
                        .merged("main", NOW))
            .getMessage());
  }

  private static String refusal(String api, String repository, long number, String token) {
    return assertThrows(
            ConfigurationException.class,
            () ->
                RestRepository.of(
                        ForgeKind.GITHUB, api, repository, BOT, Map.of("GITHUB_TOKEN", token))
                    .pullRequest(number))
        .getMessage();
  }

  private ForgeClient client(ForgeKind kind) {
    return new ForgeClient(
        URI.create(fake.address(kind)),
        kind.headers(FakeForge.TOKEN),
        waits::add,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Done publish(ForgeKind kind, String text, boolean isNews) throws Exception {
    return new PullRequestComment(new RestForge(kind, "team/app", 12, BOT, client(kind)))
        .publish(own -> text, isNews);
  }
}
