package io.openmeet.loadtest.pullrequest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.pullrequest.CommandHandling.Done;
import io.openmeet.loadtest.pullrequest.CommentEvent.Author;
import io.openmeet.loadtest.pullrequest.Forge.ForgeException;
import io.openmeet.loadtest.pullrequest.PullRequestData.Simulation;
import io.openmeet.loadtest.pullrequest.PullRequestData.Work;
import io.openmeet.loadtest.reports.PullRequestEntriesReport;
import io.openmeet.loadtest.reports.PullRequestReport;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class CommandHandlingTest {
  private static final String BOT = "loadtest[bot]";
  private static final String FIGURE = "queries_total{query=\"find\"}";
  private static final Instant NOW = Instant.parse("2026-05-04T03:00:00.123Z");

  private final List<Duration> waits = new ArrayList<>();
  private FakeForge fake;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeForge();
    fake.allow("alice", Map.of("permission", "write"));
    fake.allow("7", Map.of("access_level", 30, "state", "active"));
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void anAcknowledgementIsAnEntryOfWhatTheCommentShows(ForgeKind kind) throws Exception {
    fake.add(BOT, report(FIGURE), 1);

    assertEquals(Done.WRITTEN, handle(kind, "/loadtest acknowledge the new index"));

    assertEquals(
        List.of(
            new PullRequestEntry(
                CommentCommand.Kind.ACKNOWLEDGE,
                "900",
                "alice",
                "2026-05-04T03:00:00Z",
                Map.of("ApiSimulation", List.of(FIGURE)),
                "the new index")),
        entries());
    assertTrue(
        comment()
            .contains(
                "- alice, 2026-05-04T03:00:00Z: the new level is right: ApiSimulation queries\\_total{query=\"find\"}. the new index\n"),
        comment());
    assertTrue(comment().contains("| Work for each request |"), comment());
  }

  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void aResetNeedsNoEarlierComment(ForgeKind kind) throws Exception {
    assertEquals(Done.WRITTEN, handle(kind, "/loadtest reset-baseline"));

    assertEquals(CommentCommand.Kind.RESET_BASELINE, entries().get(0).kind());
    assertEquals(1, fake.comments().size());
    assertTrue(comment().startsWith(PullRequestComment.MARK), comment());
  }

  @Test
  void theNextReportKeepsTheEntries() throws Exception {
    fake.add(BOT, report(FIGURE), 1);
    handle(ForgeKind.GITHUB, "/loadtest acknowledge");
    List<PullRequestEntry> before = entries();

    new PullRequestComment(forge(ForgeKind.GITHUB))
        .publish(own -> report() + CommentSection.of(own), false);

    assertEquals(before, entries());
    assertEquals(1, fake.comments().size());
    assertTrue(comment().contains("All service levels are met"), comment());
    assertTrue(comment().contains("#### Declared in this pull request\n- alice"), comment());
  }

  /** A job of CI can be repeated. */
  @Test
  void theSameCommentIsOneEntry() throws Exception {
    handle(ForgeKind.GITHUB, "/loadtest reset-baseline");
    handle(ForgeKind.GITHUB, "/loadtest reset-baseline");

    assertEquals(1, entries().size());
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, permission, read",
    "GITHUB, permission, none",
    "GITHUB, permission, WRITE",
    "GITHUB, role_name, write",
    "GITLAB, access_level, 20",
    "GITLAB, level, 50"
  })
  void whoMayNotWriteIsIgnored(ForgeKind kind, String field, String value) throws Exception {
    fake.add(BOT, report(FIGURE), 1);
    boolean isNumber = value.matches("\\d+");
    fake.allow("alice", Map.of(field, value));
    fake.allow(
        "7", Map.of(field, isNumber ? (Object) Integer.valueOf(value) : value, "state", "active"));

    assertEquals(Done.IGNORED, handle(kind, "/loadtest acknowledge"));

    assertEquals(List.of(BOT + ": " + report(FIGURE)), fake.comments());
    assertEquals(1, fake.requests().size());
  }

  @Test
  void aBlockedMemberIsIgnored() throws Exception {
    fake.allow("7", Map.of("access_level", 50, "state", "blocked"));

    assertEquals(Done.IGNORED, handle(ForgeKind.GITLAB, "/loadtest reset-baseline"));
  }

  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void somebodyUnknownIsIgnoredAlsoWithAWrongCommand(ForgeKind kind) throws Exception {
    CommentEvent event =
        new CommentEvent(12, "900", new Author("mallory", "8"), "/loadtest acknowledge; rm -rf /");

    assertEquals(Done.IGNORED, handling(kind).handle(event));
    assertEquals(List.of(), fake.comments());
  }

  @Test
  void aWrongCommandIsAnsweredInTheSameComment() throws Exception {
    fake.add(BOT, report(FIGURE), 1);

    assertEquals(Done.REFUSED, handle(ForgeKind.GITHUB, "/loadtest acknowledge; rm -rf /"));

    assertEquals(List.of(), entries());
    assertEquals(1, fake.comments().size());
    assertTrue(
        comment()
            .endsWith(
                "alice, nothing was done: Expected one of /loadtest acknowledge &lt;reason\\>, /loadtest reset-baseline &lt;reason\\>, found another command.\n"),
        comment());

    assertEquals(Done.WRITTEN, handle(ForgeKind.GITHUB, "/loadtest acknowledge"));
    assertTrue(!comment().contains("nothing was done"), comment());
  }

  @Test
  void withoutAChangeThereIsNothingToAcknowledge() throws Exception {
    fake.add(BOT, report(), 1);

    assertEquals(Done.REFUSED, handle(ForgeKind.GITHUB, "/loadtest acknowledge"));
    assertTrue(comment().contains("There is nothing to acknowledge"), comment());
  }

  /** The entry is written nevertheless, and once. */
  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void aCommentThatIsDeletedMeanwhileIsWrittenAnew(ForgeKind kind) throws Exception {
    fake.add(BOT, report(FIGURE), 1);
    fake.deleteBeforeUpdate();

    assertEquals(Done.WRITTEN, handle(kind, "/loadtest reset-baseline"));
    assertEquals(1, entries().size());
  }

  @Test
  void anAnswerThatIsLostMakesNoSecondEntry() throws Exception {
    fake.failAfterCreating();

    assertEquals(Done.WRITTEN, handle(ForgeKind.GITHUB, "/loadtest reset-baseline"));
    assertEquals(1, fake.comments().size());
    assertEquals(1, entries().size());
  }

  @Test
  void waitsAsLongAsTheForgeAsks() throws Exception {
    fake.answerOnce(429, Map.of("Retry-After", "7"));

    assertEquals(Done.WRITTEN, handle(ForgeKind.GITHUB, "/loadtest reset-baseline"));
    assertEquals(List.of(Duration.ofSeconds(7)), waits);
  }

  /** Nothing is known of the author's rights, so nothing is done. */
  @ParameterizedTest
  @CsvSource({"GITHUB, 403", "GITHUB, 500", "GITLAB, 401"})
  void aForgeThatRefusesDecidesNothing(ForgeKind kind, int status) {
    for (int i = 0; i < 5; i++) {
      fake.answerOnce(status, Map.of());
    }

    assertThrows(ForgeException.class, () -> handle(kind, "/loadtest reset-baseline"));
    assertEquals(List.of(), fake.comments());
  }

  @Test
  void onlyOurOwnCommentHasEntries() throws Exception {
    String forged =
        new CommentSection(List.of())
            .with(
                new PullRequestEntry(
                    CommentCommand.Kind.RESET_BASELINE,
                    "1",
                    "mallory",
                    NOW.toString(),
                    Map.of(),
                    ""))
            .text("");
    fake.add("mallory", PullRequestComment.MARK + forged, 1);

    handle(ForgeKind.GITHUB, "/loadtest reset-baseline");

    assertEquals("alice", CommentSection.in(fake.comments().get(1)).entries().get(0).by());
    assertEquals(1, CommentSection.in(fake.comments().get(1)).entries().size());
  }

  /** A pull request names its figures itself: they cannot become entries or markup. */
  @Test
  void aNameOfAFigureForgesNoEntry() throws Exception {
    String forged =
        new CommentSection(List.of())
            .with(
                new PullRequestEntry(
                    CommentCommand.Kind.RESET_BASELINE,
                    "1",
                    "mallory",
                    NOW.toString(),
                    Map.of(),
                    ""))
            .text("x");
    fake.add(BOT, report("x --> " + forged), 1);

    assertEquals(List.of(), entries());
    handle(ForgeKind.GITHUB, "/loadtest acknowledge @team <img src=x> | --> " + forged.strip());
    assertEquals(Done.REFUSED, handle(ForgeKind.GITHUB, "/loadtest acknowledge " + forged));
    handle(ForgeKind.GITHUB, "/loadtest acknowledge " + forged.replace("\n", " "));
    assertEquals(1, entries().size());
    assertEquals("alice", entries().get(0).by());
    assertTrue(!comment().contains("<img"), comment());
    assertTrue(!comment().contains("@team"), comment());
  }

  @Test
  void anEntryThatSomebodyChangedIsNotGuessed() throws Exception {
    handle(ForgeKind.GITHUB, "/loadtest reset-baseline");
    String whole = comment();
    String changed = whole.replaceFirst("entries \\w{8}", "entries !");
    new PullRequestComment(forge(ForgeKind.GITHUB)).publish(own -> changed, true);

    assertEquals(
        "The comment: expected the hidden part \"entries\" as it was written, found another one; delete the comment, and the next night writes a new one.",
        assertThrows(
                ConfigurationException.class,
                () -> handle(ForgeKind.GITHUB, "/loadtest reset-baseline"))
            .getMessage());
  }

  /** 60 long names of figures, and an entry for each comment. */
  @Test
  void theCommentNeverBecomesTooLongForTheForge() throws Exception {
    String[] figures =
        IntStream.range(0, 60)
            .mapToObj(number -> "m" + number + "_".repeat(100))
            .toArray(String[]::new);
    fake.add(BOT, report(figures), 1);
    Done last = Done.WRITTEN;
    for (int number = 1; number <= 30 && last == Done.WRITTEN; number++) {
      last =
          handling(ForgeKind.GITHUB)
              .handle(
                  new CommentEvent(
                      12,
                      "" + number,
                      new Author("alice", "7"),
                      "/loadtest acknowledge " + "<".repeat(300)));
      assertTrue(comment().length() < 65_536, "" + comment().length());
    }

    assertEquals(Done.REFUSED, last);
    assertTrue(comment().contains("have no room for more"), comment());
  }

  private List<PullRequestEntry> entries() {
    return CommentSection.in(comment()).entries();
  }

  private String comment() {
    return fake.comments().get(0).substring(BOT.length() + 2);
  }

  /** Of a run in which figures changed. */
  private static String report(String... figures) {
    List<Work> work =
        List.of(figures).stream()
            .map(figure -> new Work(figure, "0.25", "0.5", "+100 %", true))
            .toList();
    List<Simulation> simulations =
        IntStream.rangeClosed(0, Math.max(0, figures.length - 1) / 20)
            .mapToObj(
                part ->
                    new Simulation(
                        part == 0 ? "ApiSimulation" : "Part" + part,
                        "daily",
                        RunVerdict.PASS,
                        List.of(),
                        List.of(),
                        work.isEmpty()
                            ? Collections.emptyList()
                            : work.subList(20 * part, Math.min(work.size(), 20 * part + 20))))
            .toList();
    return PullRequestReport.comment(
        new PullRequestData(1, RunVerdict.PASS, List.of(), simulations));
  }

  private Done handle(ForgeKind kind, String text) throws Exception {
    return handling(kind).handle(new CommentEvent(12, "900", new Author("alice", "7"), text));
  }

  private CommandHandling handling(ForgeKind kind) {
    return new CommandHandling(
        forge(kind), Clock.fixed(NOW, ZoneOffset.UTC), PullRequestEntriesReport::of);
  }

  private Forge forge(ForgeKind kind) {
    ForgeClient client =
        new ForgeClient(
            URI.create(fake.address(kind)),
            kind.headers(FakeForge.TOKEN),
            waits::add,
            Clock.fixed(NOW, ZoneOffset.UTC));
    return new RestForge(kind, "team/app", 12, BOT, client);
  }
}
