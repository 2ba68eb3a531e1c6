package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.pullrequest.CommentSection;
import io.openmeet.loadtest.pullrequest.Forge;
import io.openmeet.loadtest.pullrequest.PullRequestEntry;
import io.openmeet.loadtest.pullrequest.PullRequestHistory;
import io.openmeet.loadtest.pullrequest.RestRepository;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes into the history what people declared in pull requests. */
@Command(
    name = "pull-request-history",
    description = {
      "Takes into the history what /loadtest acknowledge and /loadtest reset-baseline declared: for the run of one pull request, or for the branch, of the pull requests that were merged into it. What is there already is not added again.",
      "The token is in the environment: GITHUB_TOKEN or GITLAB_TOKEN; it only reads."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the history has all that was declared",
      "2:wrong usage, a history that cannot be written, or a forge that refuses"
    })
final class PullRequestHistoryCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Which which;

  private static final class Which {
    @Option(
        names = "--number",
        paramLabel = "<number>",
        description =
            "Of this pull request, for a history that is thrown away after its run: no run so far is a baseline for what was declared.")
    private Long number;

    @Option(
        names = "--merged-into",
        paramLabel = "<branch>",
        description =
            "Of all that were merged into this branch; what was declared begins with the merge.")
    private String branch;
  }

  @Option(
      names = "--days",
      paramLabel = "<days>",
      description =
          "With --merged-into: only pull requests that changed in the last days; default: ${DEFAULT-VALUE}.")
  private int days = 14;

  @Mixin private ForgeOptions forge;
  @Mixin private HistoryFolder history;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (days < 1 || days > 3650) {
      throw new ConfigurationException("--days: expected 1 to 3650, found %d.".formatted(days));
    }
    RestRepository repository = forge.repository();
    PullRequestHistory target = new PullRequestHistory(history.history());
    try {
      if (which.number != null) {
        List<PullRequestEntry> entries = entries(repository.pullRequest(which.number));
        print(which.number, target.addBefore(Instant.now(), which.number, entries));
      } else {
        merged(repository, target);
      }
      return ExitCode.PASS;
    } catch (InterruptedException stopped) {
      spec.commandLine().getErr().println("Stopped before all was read; the same command goes on.");
      return ExitCode.USAGE;
    }
  }

  private void merged(RestRepository repository, PullRequestHistory target)
      throws IOException, InterruptedException {
    Instant since = Instant.now().minus(Duration.ofDays(days));
    for (RestRepository.Merged merged : repository.merged(which.branch, since)) {
      try {
        List<PullRequestEntry> entries = entries(repository.pullRequest(merged.number()));
        print(merged.number(), target.addMerged(merged.at(), merged.number(), entries));
      } catch (ConfigurationException changed) {
        // One comment that somebody has changed does not take the others' entries away.
        spec.commandLine()
            .getErr()
            .println(PullRequestHistory.name(merged.number()) + ": " + changed.getMessage());
      }
    }
  }

  private static List<PullRequestEntry> entries(Forge pullRequest)
      throws IOException, InterruptedException {
    return pullRequest
        .own()
        .map(comment -> CommentSection.in(comment.text()).entries())
        .orElse(List.of());
  }

  private void print(long number, int added) {
    if (added > 0) {
      spec.commandLine()
          .getOut()
          .printf("%s: %d new acknowledgements%n", PullRequestHistory.name(number), added);
    }
  }
}
