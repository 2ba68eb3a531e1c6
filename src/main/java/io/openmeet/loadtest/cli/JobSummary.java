package io.openmeet.loadtest.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The page on which a job of GitHub Actions shows Markdown.
 *
 * @see <a
 *     href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">GitHub's
 *     workflow commands: adding a job summary</a>
 */
final class JobSummary {
  /** The environment variable with its file. */
  private static final String FILE = "GITHUB_STEP_SUMMARY";

  private JobSummary() {}

  /** Adds to what other programs wrote; outside of such a job nothing happens. */
  static void add(String markdown, Map<String, String> environment) throws IOException {
    String file = environment.getOrDefault(FILE, "");
    if (!file.isBlank()) {
      Files.writeString(
          Path.of(file),
          markdown,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
