package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.pullrequest.FakeForge;
import io.openmeet.loadtest.pullrequest.ForgeKind;
import io.openmeet.loadtest.pullrequest.PullRequestData;
import io.openmeet.loadtest.pullrequest.SampleEvent;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.SampleEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PullRequestCommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BOT = "loadtest[bot]";
  private static final Map<String, String> TOKENS =
      Map.of("GITHUB_TOKEN", FakeForge.TOKEN, "GITLAB_TOKEN", FakeForge.TOKEN);

  @TempDir private Path folder;
  private FakeForge forge;

  @BeforeEach
  void start() throws IOException {
    forge = new FakeForge();
    forge.allow("alice", Map.of("permission", "admin"));
    forge.allow("7", Map.of("access_level", 40, "state", "active"));
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void theCommentIsWrittenAndThenUpdated(ForgeKind kind) throws Exception {
    Path data = data(RunVerdict.FAIL);

    assertEquals("The comment: created\n", comment(kind, data).out());
    assertEquals("The comment: unchanged\n", comment(kind, data).out());
    assertEquals("The comment: updated\n", comment(kind, data(RunVerdict.PASS)).out());
    assertEquals(1, forge.comments().size());
  }

  @Test
  void theTokenComesFromTheEnvironmentOfTheProcess() throws Exception {
    String[] arguments =
        arguments(
            ForgeKind.GITLAB,
            "pull-request-comment",
            "--data=" + data(RunVerdict.FAIL),
            "--number=12");

    assertEquals(2, new OwnJvm(folder).run(Map.of(), arguments).exitCode());
    assertEquals(
        new OwnJvm.Ended(0, "The comment: created\n", ""),
        new OwnJvm(folder).run(TOKENS, arguments));
  }

  @Test
  void withoutNewsNoCommentIsWrittenUnlessAlways() throws Exception {
    Path data = data(RunVerdict.PASS);

    assertEquals(new OwnJvm.Ended(0, "The comment: silent\n", ""), comment(ForgeKind.GITHUB, data));
    assertEquals("The comment: created\n", comment(ForgeKind.GITHUB, data, "--always").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"schemaVersion\": 1, \"verdict\": \"<b>", "[]", "{}"})
  void damagedDataIsRefusedBeforeTheForgeIsAsked(String json) throws Exception {
    Path data = Files.writeString(folder.resolve("data.json"), json);

    OwnJvm.Ended ended = comment(ForgeKind.GITHUB, data);

    assertEquals(
        new OwnJvm.Ended(
            2,
            "",
            data
                + ": expected a file of pull-request-data with schemaVersion 1, found another one.\n"),
        ended);
    assertEquals(List.of(), forge.requests());
  }

  @Test
  void missingDataIsRefused() throws Exception {
    Path data = folder.resolve("data.json");

    assertEquals(
        new OwnJvm.Ended(2, "", data + ": cannot be read or written (NoSuchFile).\n"),
        comment(ForgeKind.GITHUB, data));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--forge=gitea | --forge: expected github or gitlab, found \"gitea\".",
        "--repository=app | --repository: expected owner/name, found \"app\".",
        "--number=0 | --number: expected the number of a pull request, found 0.",
        "--api=http://forge.example | --api: expected an address that begins with https://, found another one; a token goes there."
      })
  void aWrongOptionIsOneSentence(String option, String sentence) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "pull-request-comment",
                "--data=" + data(RunVerdict.FAIL),
                "--forge=github",
                "--api=" + forge.address(ForgeKind.GITHUB),
                "--repository=team/app",
                "--number=12"));
    arguments.removeIf(known -> known.startsWith(option.split("=")[0] + "="));
    arguments.add(option);

    assertRefused(sentence, arguments.toArray(String[]::new));
    assertEquals(List.of(), forge.requests());
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, pull-request-comment",
    "GITLAB, pull-request-command",
    "GITHUB, pull-request-history"
  })
  void withoutATokenNothingIsAsked(ForgeKind kind, String command) throws Exception {
    Path event =
        SampleEvent.write(
            folder.resolve("event.json"), SampleEvent.of(kind, "/loadtest acknowledge"));
    String[] own =
        switch (command) {
          case "pull-request-comment" ->
              new String[] {"--data=" + data(RunVerdict.FAIL), "--number=12"};
          case "pull-request-command" -> new String[] {"--event=" + event};
          default -> new String[] {"--number=12"};
        };

    OwnJvm.Ended ended = run(Map.of(), arguments(kind, command, own));

    assertEquals(
        new OwnJvm.Ended(
            2,
            "",
            "%s_TOKEN: expected a token in the environment, found none that can be one; set it there, never on the command line.\n"
                .formatted(kind)),
        ended);
    assertEquals(List.of(), forge.requests());
  }

  @Test
  void aForgeThatRefusesIsOneSentenceWithoutTheToken() throws Exception {
    forge.answerOnce(404, Map.of());

    OwnJvm.Ended ended = comment(ForgeKind.GITHUB, data(RunVerdict.FAIL));

    assertEquals(
        new OwnJvm.Ended(
            2,
            "",
            "GITHUB team/app, number 12: expected 200, but the forge answered 404; check --repository and --number, and what the token of GITHUB_TOKEN may do.\n"),
        ended);
  }

  /** From the comment of a person to the history of the branch. */
  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void aCommandBecomesAnEntryOfTheHistory(ForgeKind kind) throws Exception {
    new RunHistory(folder.resolve("history"))
        .append(SampleEntry.at("2026-05-04T03:00:00.000Z").entry());
    String yesterday = Instant.now().minusSeconds(86_400).toString();
    forge.close(13, yesterday, yesterday);
    forge.close(12, yesterday, yesterday);

    OwnJvm.Ended commanded =
        command(kind, "/loadtest reset-baseline new $(touch pwned) `hardware`");
    OwnJvm.Ended taken = run(TOKENS, arguments(kind, "pull-request-history", "--merged-into=main"));
    OwnJvm.Ended again = run(TOKENS, arguments(kind, "pull-request-history", "--merged-into=main"));

    assertEquals(new OwnJvm.Ended(0, "The comment has a new entry.\n", ""), commanded);
    assertEquals(new OwnJvm.Ended(0, "pull-request-12: 1 new acknowledgements\n", ""), taken);
    assertEquals(new OwnJvm.Ended(0, "", ""), again);
    String line = Files.readString(folder.resolve("history/acknowledged.jsonl"));
    assertEquals(
        "Pull request 12, alice: new $(touch pwned) `hardware`",
        JSON.readTree(line).path("reason").asText());
    assertFalse(Files.exists(Path.of("pwned")));
  }

  @Test
  void theRunOfAPullRequestTakesItsOwnEntries() throws Exception {
    new RunHistory(folder.resolve("history"))
        .append(SampleEntry.at("2026-05-04T03:00:00.000Z").entry());
    command(ForgeKind.GITHUB, "/loadtest reset-baseline");

    OwnJvm.Ended taken =
        run(TOKENS, arguments(ForgeKind.GITHUB, "pull-request-history", "--number=12"));

    assertEquals(new OwnJvm.Ended(0, "pull-request-12: 1 new acknowledgements\n", ""), taken);
  }

  @Test
  void aWrongCommandIsAnsweredAndIsNoFailureOfTheJob() throws Exception {
    assertEquals(
        new OwnJvm.Ended(0, "The command is wrong; the comment says why.\n", ""),
        command(ForgeKind.GITHUB, "/loadtest acknowledge; rm -rf /"));
    assertEquals(1, forge.comments().size());
  }

  @Test
  void aCommentWithoutACommandIsIgnoredWithoutAskingTheForge() throws Exception {
    OwnJvm.Ended ended = command(ForgeKind.GITHUB, "> /loadtest acknowledge");

    assertEquals(0, ended.exitCode(), ended.err());
    assertEquals(
        "This is no new comment of a person with /loadtest in a pull request; nothing to do.\n",
        ended.out());
    assertEquals(List.of(), forge.requests());
  }

  @Test
  void aStrangerIsIgnored() throws Exception {
    forge.allow("alice", Map.of("permission", "read"));

    assertEquals(
        new OwnJvm.Ended(0, "The author may not write to the repository; nothing is done.\n", ""),
        command(ForgeKind.GITHUB, "/loadtest reset-baseline"));
    assertEquals(List.of(), forge.comments());
  }

  @Test
  void anEventOfAnotherRepositoryIsRefused() throws Exception {
    Path event =
        SampleEvent.write(
            folder.resolve("event.json"), SampleEvent.of(ForgeKind.GITHUB, "/loadtest x"));

    assertRefused(
        event
            + ": expected the event of a comment of the repository of --repository, found another one.",
        "pull-request-command",
        "--event=" + event,
        "--forge=github",
        "--repository=team/other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--merged-into=main --days=0 ; --days: expected 1 to 3650, found 0.",
        "'' ; Error: Missing required argument (specify one of these): (--number=<number> | --merged-into=<branch>)",
        "--number=1 --merged-into=main ; Error: --number=<number>, --merged-into=<branch> are mutually exclusive (specify only one)"
      })
  void theHistoryIsOfOnePullRequestOrOfABranch(String options, String message) throws Exception {
    OwnJvm.Ended ended =
        run(
            TOKENS,
            arguments(
                ForgeKind.GITHUB,
                "pull-request-history",
                options.isEmpty() ? new String[0] : options.split(" ")));

    assertEquals(2, ended.exitCode());
    assertEquals(message, ended.err().lines().findFirst().orElse(""));
  }

  private Path data(RunVerdict verdict) throws IOException {
    Path file = folder.resolve("data.json");
    new PullRequestData(1, verdict, List.of(), List.of()).write(file);
    return file;
  }

  private OwnJvm.Ended comment(ForgeKind kind, Path data, String... more) throws Exception {
    List<String> own = new ArrayList<>(List.of("--data=" + data, "--number=12"));
    own.addAll(List.of(more));
    return run(TOKENS, arguments(kind, "pull-request-comment", own.toArray(String[]::new)));
  }

  private OwnJvm.Ended command(ForgeKind kind, String text) throws Exception {
    Path event = SampleEvent.write(folder.resolve("event.json"), SampleEvent.of(kind, text));
    return run(TOKENS, arguments(kind, "pull-request-command", "--event=" + event));
  }

  private String[] arguments(ForgeKind kind, String command, String... own) {
    List<String> all = new ArrayList<>(List.of(command));
    all.add("--forge=" + (kind == ForgeKind.GITHUB ? "github" : "gitlab"));
    all.add("--api=" + forge.address(kind));
    all.add("--repository=team/app");
    all.add("--author=" + BOT);
    if (command.equals("pull-request-history")) {
      all.add("--history=" + folder.resolve("history"));
    }
    all.addAll(List.of(own));
    return all.toArray(String[]::new);
  }

  private void assertRefused(String sentence, String... arguments) throws Exception {
    assertEquals(new OwnJvm.Ended(2, "", sentence + "\n"), run(TOKENS, arguments));
  }

  private static OwnJvm.Ended run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        LoadTestCommand.run(environment, new PrintWriter(out), new PrintWriter(err), arguments);
    return new OwnJvm.Ended(exitCode, out.toString(), err.toString());
  }
}
