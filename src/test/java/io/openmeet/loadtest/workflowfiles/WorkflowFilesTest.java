package io.openmeet.loadtest.workflowfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowFilesTest {
  private static final Path GITLAB = Path.of("ci", "gitlab-ci.yml");
  private static final Path JENKINS = Path.of("ci", "Jenkinsfile");
  private static final Set<String> WRITING =
      Set.of("pull-request-comment.yml", "pull-request-command.yml");
  private static final Pattern SCRIPT =
      Pattern.compile("(?<![\\w/])ci/(?:nightly|loadtest|reproducible)\\b");

  /** A workflow that has every rule's thing right. */
  private static final String RIGHT =
      """
      on:
        schedule:
          - cron: "0 3 * * *"
      permissions: {}
      concurrency: nights
      jobs:
        night:
          runs-on: ubuntu-24.04
          timeout-minutes: 10
          permissions:
            contents: read
          steps:
            - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
              with:
                persist-credentials: false
            - env:
                PROFILE: ${{ inputs.profile }}
              run: ci/nightly "-Dprofile=$PROFILE"
      """;

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(".github", "workflows"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowKeepsTheRules(Path file) throws IOException {
    assertEquals(List.of(), WorkflowRules.complaints(Files.readString(file)));
  }

  @Test
  void theRulesAcceptWhatIsRight() {
    assertEquals(List.of(), WorkflowRules.complaints(RIGHT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schedule: | pull_request_target: | pull_request_target runs with the rights of the project",
        "permissions: {} | permissions: write-all | permissions of the whole workflow are not {}",
        "concurrency: nights | name: nights | nothing prevents two runs at once (concurrency)",
        "timeout-minutes: 10 | name: x | night has no timeout-minutes",
        "contents: read | contents: write | night may write contents",
        "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 | actions/checkout@v5 | night uses actions/checkout@v5, not pinned by digest",
        "' # v5.0.0' | '' | an action has no comment with its version",
        "persist-credentials: false | persist-credentials: true | night leaves its token in the checkout",
        "$PROFILE | ${{ inputs.profile }} | night has an expression in a shell line: ci/nightly \"-Dprofile=${{ inputs.profile }}\""
      })
  void theRulesFindWhatIsWrong(String right, String wrong, String complaint) {
    assertTrue(RIGHT.contains(right), right);
    String changed = RIGHT.replace(right, wrong == null ? "" : wrong);
    assertEquals(List.of(complaint), WorkflowRules.complaints(changed));
  }

  /** Those that may write are started by GitHub with the file of the default branch. */
  @Test
  void onlyTheJobsOfTheCommentMayWrite() throws IOException {
    for (Path file : workflows()) {
      String text = Files.readString(file);
      boolean writes = text.contains(": write");
      assertEquals(WRITING.contains(file.getFileName().toString()), writes, file.toString());
      assertFalse(writes && text.contains("ref:"), file.toString());
    }
  }

  /** What is wrong in a job that may write, which would be right in another one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "persist-credentials: false | ref: x, persist-credentials: false | night checks out a ref, and may write comments",
        "actions/checkout@ | actions/cache/restore@ | night restores a cache, and may write comments",
        "PROFILE: ${{ inputs.profile }} | TEXT: ${{ github.event.comment.body }} | night gives a shell line the text of others, and may write comments"
      })
  void theRulesFindWhatIsWrongInAJobThatMayWrite(String right, String wrong, String complaint) {
    String writing = RIGHT.replace("contents: read", "pull-requests: write");
    assertEquals(List.of(), WorkflowRules.complaints(writing));
    String changed =
        writing
            .replace(
                "with:\n          persist-credentials: false", "with: {persist-credentials: false}")
            .replace(right, wrong);

    assertEquals(List.of(complaint), WorkflowRules.complaints(changed));
  }

  static Stream<Path> allFiles() throws IOException {
    return Stream.concat(workflows().stream(), Stream.of(GITLAB, JENKINS));
  }

  @ParameterizedTest
  @MethodSource("allFiles")
  void startsScriptsThatExist(Path file) throws IOException {
    Matcher script = SCRIPT.matcher(Files.readString(file));
    int found = 0;
    while (script.find()) {
      assertTrue(Files.isExecutable(Path.of(script.group())), script.group());
      found++;
    }
    assertTrue(found > 0, file + " starts nothing");
  }

  private static final Set<String> GITLAB_JOBS =
      Set.of(
          "load-tests",
          "load-tests-declared",
          "load-tests-of-a-merge-request",
          "load-tests-note",
          "load-tests-command");

  private static Map<String, Map<String, Object>> gitLabJobs() throws IOException {
    Map<String, Map<String, Object>> jobs = new LinkedHashMap<>();
    WorkflowYaml.read(Files.readString(GITLAB)).forEach((name, job) -> jobs.put(name, asMap(job)));
    return jobs;
  }

  @SuppressWarnings("unchecked") // the keys of YAML's maps are texts here
  private static Map<String, Object> asMap(Object job) {
    return (Map<String, Object>) job;
  }

  @Test
  void gitLabsJobsAreBoundedAndTheNightIsAlone() throws IOException {
    Map<String, Map<String, Object>> jobs = gitLabJobs();
    Map<String, Object> shared = jobs.remove(".load-tests");

    assertTrue(String.valueOf(shared.get("image")).matches(".*@sha256:[0-9a-f]{64}"));
    assertEquals(GITLAB_JOBS, jobs.keySet());
    jobs.forEach(
        (name, job) -> {
          assertEquals(".load-tests", job.get("extends"), name);
          assertTrue(String.valueOf(job.get("timeout")).matches("3h|45m|15m"), name);
        });
    for (String measures : List.of("load-tests", "load-tests-of-a-merge-request")) {
      assertEquals("load-tests", jobs.get(measures).get("resource_group"), measures);
    }
  }

  /** The scope of the token is this environment; a job without it does not get the token. */
  @Test
  void gitLabsJobThatRunsAMergeRequestHasNoToken() throws IOException {
    Map<String, Map<String, Object>> jobs = gitLabJobs();
    jobs.remove(".load-tests");

    jobs.forEach(
        (name, job) -> {
          boolean runsForeignCode = name.equals("load-tests-of-a-merge-request");
          assertEquals(runsForeignCode, job.get("environment") == null, name);
          assertEquals(!runsForeignCode, job.get("script").toString().contains("--author"), name);
        });
    for (String trusted : List.of("load-tests-declared", "load-tests-note")) {
      List<?> script = (List<?>) jobs.get(trusted).get("script");
      assertEquals(
          "git checkout --force --detach FETCH_HEAD", script.get(script.size() - 2), trusted);
      assertTrue(
          jobs.get(trusted)
              .get("rules")
              .toString()
              .contains("$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID"),
          trusted);
    }
  }

  /** Groovy puts values into texts in double quotes; the shell then reads them. */
  @Test
  void jenkinsPutsNoValueIntoAShellLine() throws IOException {
    String file = Files.readString(JENKINS);

    assertFalse(Pattern.compile("\\bsh\\s*\\(?\\s*\"").matcher(file).find());
    assertTrue(file.contains("disableConcurrentBuilds()"));
    assertTrue(file.contains("timeout("));
  }
}
