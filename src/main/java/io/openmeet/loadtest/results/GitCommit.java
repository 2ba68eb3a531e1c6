package io.openmeet.loadtest.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks git which commit is checked out in a folder. */
public final class GitCommit {
  private static final int PATIENCE_SECONDS = 2;

  private GitCommit() {}

  /** Empty without git, without a checkout, or when git does not answer in time. */
  public static Optional<String> of(Path folder) {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return Optional.empty();
      }
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Optional.of(answer.strip())
          .filter(commit -> git.exitValue() == 0 && commit.matches("[0-9a-f]{40,64}"));
    } catch (IOException noGit) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
