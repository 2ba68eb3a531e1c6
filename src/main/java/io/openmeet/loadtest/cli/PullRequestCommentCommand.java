package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.pullrequest.CommentSection;
import io.openmeet.loadtest.pullrequest.Forge;
import io.openmeet.loadtest.pullrequest.PullRequestComment;
import io.openmeet.loadtest.pullrequest.PullRequestData;
import io.openmeet.loadtest.reports.PullRequestReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Comments on a pull request, or updates the comment. */
@Command(
    name = "pull-request-comment",
    description = {
      "Writes the data of pull-request-data as a comment of a pull request at GitHub, or as a note of a merge request at GitLab; a comment that is there is updated in place.",
      "The token is in the environment: GITHUB_TOKEN or GITLAB_TOKEN. Without news no new comment is written."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the comment says what the data says, or there is no news",
      "2:wrong usage, a file that is no such data, or a forge that refuses"
    })
final class PullRequestCommentCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "<file>",
      description = "The file of pull-request-data; it may come from a job that nobody trusts.")
  private Path data;

  @Mixin private ForgeOptions forge;

  @Option(
      names = "--number",
      required = true,
      paramLabel = "<number>",
      description = "Number of the pull request; never from the data.")
  private long number;

  @Option(names = "--always", description = "Comments even if there is no news.")
  private boolean always;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PullRequestData read = PullRequestData.read(data);
    Forge target = forge.repository().pullRequest(number);
    try {
      String text = PullRequestReport.comment(read);
      PullRequestComment.Done done =
          new PullRequestComment(target)
              .publish(own -> text + CommentSection.of(own), always || read.hasNews());
      spec.commandLine().getOut().println("The comment: " + done.name().toLowerCase(Locale.ROOT));
      return ExitCode.PASS;
    } catch (InterruptedException stopped) {
      spec.commandLine().getErr().println("Stopped before the comment was written.");
      return ExitCode.USAGE;
    }
  }
}
