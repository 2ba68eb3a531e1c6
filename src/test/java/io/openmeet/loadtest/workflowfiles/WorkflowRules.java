package io.openmeet.loadtest.workflowfiles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a workflow of GitHub Actions must be like, so that nobody can make it do something else.
 *
 * @see <a href="https://docs.github.com/actions/reference/security/secure-use">GitHub's secure use
 *     reference</a>
 */
final class WorkflowRules {
  private static final Pattern PINNED = Pattern.compile("[\\w.-]+(/[\\w.-]+)+@[0-9a-f]{40}|\\./.*");

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{");

  /** What anybody can write; a name of a branch is bounded by Git's rules. */
  private static final Pattern FOREIGN_TEXT =
      Pattern.compile("github\\.event\\.[\\w.]*\\b(?:body|title|message|description)\\b");

  /** An action without its version as a comment cannot be reviewed. */
  private static final Pattern USES =
      Pattern.compile("^\\s*(?:- )?uses: *\\S+@[0-9a-f]{40}(?! # v\\d)", Pattern.MULTILINE);

  private final List<String> complaints = new ArrayList<>();

  private WorkflowRules() {}

  /** What is wrong with a workflow, a sentence each; empty when nothing is. */
  static List<String> complaints(String text) {
    WorkflowRules rules = new WorkflowRules();
    rules.workflow(WorkflowYaml.read(text));
    if (USES.matcher(text).find()) {
      rules.complaints.add("an action has no comment with its version");
    }
    return rules.complaints;
  }

  private void workflow(Map<String, Object> workflow) {
    Object events = workflow.get("on");
    require(events != null, "the workflow has no events");
    require(
        !String.valueOf(events).contains("pull_request_target"),
        "pull_request_target runs with the rights of the project");
    require(
        workflow.get("permissions") instanceof Map<?, ?> none && none.isEmpty(),
        "permissions of the whole workflow are not {}");
    require(workflow.get("concurrency") != null, "nothing prevents two runs at once (concurrency)");
    map(workflow.get("jobs")).forEach((name, job) -> job(name, map(job)));
  }

  /** A workflow with rights must not run what somebody else has written. */
  private void trusted(String job, Map<String, Object> step) {
    require(
        map(step.get("with")).get("ref") == null,
        job + " checks out a ref, and may write comments");
    require(
        !String.valueOf(step.get("uses")).startsWith("actions/cache")
            && map(step.get("with")).get("cache") == null,
        job + " restores a cache, and may write comments");
    require(
        !FOREIGN_TEXT.matcher(String.valueOf(step.get("env"))).find(),
        job + " gives a shell line the text of others, and may write comments");
  }

  private void job(String name, Map<String, Object> job) {
    require(job.get("timeout-minutes") instanceof Integer, name + " has no timeout-minutes");
    Map<String, Object> permissions = map(job.get("permissions"));
    require(!permissions.isEmpty(), name + " does not say its permissions");
    permissions.forEach(
        (what, right) ->
            require(
                Set.of("read", "none").contains(right)
                    || what.equals("pull-requests") && right.equals("write"),
                "%s may %s %s".formatted(name, right, what)));
    boolean writes = permissions.containsValue("write");
    for (Object step : job.get("steps") instanceof List<?> steps ? steps : List.of()) {
      step(name, map(step));
      if (writes) {
        trusted(name, map(step));
      }
    }
  }

  private void step(String job, Map<String, Object> step) {
    if (step.get("uses") instanceof String action) {
      require(PINNED.matcher(action).matches(), job + " uses " + action + ", not pinned by digest");
      if (action.startsWith("actions/checkout@")) {
        require(
            Boolean.FALSE.equals(map(step.get("with")).get("persist-credentials")),
            job + " leaves its token in the checkout");
      }
    }
    if (step.get("run") instanceof String command) {
      // An expression is put into the command's text before the shell reads it.
      require(
          !EXPRESSION.matcher(command).find(),
          job + " has an expression in a shell line: " + command);
    }
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      complaints.add(complaint);
    }
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> texts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> texts.put(String.valueOf(key), entry));
    }
    return texts;
  }
}
