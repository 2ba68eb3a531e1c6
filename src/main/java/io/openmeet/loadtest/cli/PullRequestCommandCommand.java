package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.pullrequest.CommandHandling;
import io.openmeet.loadtest.pullrequest.CommentEvent;
import io.openmeet.loadtest.pullrequest.Forge;
import io.openmeet.loadtest.pullrequest.RestRepository;
import io.openmeet.loadtest.reports.PullRequestEntriesReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does what a comment of a pull request asks for. */
@Command(
    name = "pull-request-command",
    description = {
      "Reads the event of a new comment in a pull request. If it is /loadtest acknowledge <reason> or /loadtest reset-baseline <reason>, of somebody who may write to the repository, it becomes an entry in our own comment; pull-request-history takes it into a history.",
      "The token is in the environment: GITHUB_TOKEN or GITLAB_TOKEN. The event is data: nothing of it is run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the command is done or answered, or there is nothing to do",
      "2:wrong usage, a file that is no such event, or a forge that refuses"
    })
final class PullRequestCommandCommand implements Callable<Integer> {
  @Option(
      names = "--event",
      required = true,
      paramLabel = "<file>",
      description = "GitHub's file GITHUB_EVENT_PATH, or GitLab's TRIGGER_PAYLOAD.")
  private Path file;

  @Mixin private ForgeOptions forge;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RestRepository repository = forge.repository();
    Optional<CommentEvent> event = CommentEvent.read(forge.kind(), file, forge.name());
    if (event.filter(CommentEvent::hasCommand).isEmpty()) {
      print("This is no new comment of a person with /loadtest in a pull request; nothing to do.");
      return ExitCode.PASS;
    }
    Forge pullRequest = repository.pullRequest(event.get().number());
    try {
      CommandHandling.Done done =
          new CommandHandling(pullRequest, Clock.systemUTC(), PullRequestEntriesReport::of)
              .handle(event.get());
      print(
          switch (done) {
            case WRITTEN -> "The comment has a new entry.";
            case REFUSED -> "The command is wrong; the comment says why.";
            case IGNORED -> "The author may not write to the repository; nothing is done.";
          });
      if (done != CommandHandling.Done.IGNORED) {
        react(pullRequest, event.get(), done);
      }
      return ExitCode.PASS;
    } catch (InterruptedException stopped) {
      spec.commandLine().getErr().println("Stopped before the command was done.");
      return ExitCode.USAGE;
    }
  }

  /** Our comment has the answer already; the reaction only shows it where somebody looks. */
  private void react(Forge pullRequest, CommentEvent event, CommandHandling.Done done)
      throws IOException, InterruptedException {
    try {
      pullRequest.react(event.id(), done == CommandHandling.Done.WRITTEN);
    } catch (Forge.ForgeException refused) {
      print("Without a reaction to the command: " + refused.getMessage());
    }
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
