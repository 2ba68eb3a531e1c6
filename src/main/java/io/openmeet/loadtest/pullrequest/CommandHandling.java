package io.openmeet.loadtest.pullrequest;

import io.openmeet.loadtest.pullrequest.Forge.ForgeException;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Does what a comment asks for, if its author may write to the repository: the entry goes into our
 * own comment, which also has the answer. Whoever may not write gets no answer, so that nobody can
 * make us flood a pull request.
 */
public final class CommandHandling {
  /** With the report and the figures, a comment stays below GitHub's 65,536 characters. */
  private static final int MOST_CHARACTERS = 9_000;

  private final Forge forge;
  private final Clock clock;
  private final Wording wording;

  /** How entries and the last answer are shown, in Markdown. */
  @FunctionalInterface
  public interface Wording {
    /**
     * @param to name of the person who is answered
     * @param problem why nothing was done, a sentence; empty when it was done
     */
    String of(CommentSection section, String to, Optional<String> problem);
  }

  /** What was done. */
  public enum Done {
    /** There is a new entry. */
    WRITTEN,
    /** The author may, but the command is wrong; the comment says why. */
    REFUSED,
    /** The author may not write to the repository. */
    IGNORED
  }

  public CommandHandling(Forge forge, Clock clock, Wording wording) {
    this.forge = forge;
    this.clock = clock;
    this.wording = wording;
  }

  /**
   * @param event {@link CommentEvent#hasCommand with a command}
   * @throws ForgeException when the forge refuses or does not answer; then the same event can be
   *     handled again
   * @throws ConfigurationException when somebody has changed the entries of our comment
   */
  public Done handle(CommentEvent event) throws IOException, InterruptedException {
    if (!forge.mayWrite(event.author())) {
      return Done.IGNORED;
    }
    Answer answer = new Answer(event, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    new PullRequestComment(forge).publish(answer::text, true);
    return answer.problem.isEmpty() ? Done.WRITTEN : Done.REFUSED;
  }

  /** Computed from our comment as it is when it is written. */
  private final class Answer {
    private final CommentEvent event;
    private final String now;
    private Optional<String> problem = Optional.empty();

    Answer(CommentEvent event, String now) {
      this.event = event;
      this.now = now;
    }

    String text(String own) {
      CommentSection before = CommentSection.in(own);
      try {
        CommentSection after = before.with(entry(ShownFigures.in(own)));
        String part = part(after, Optional.empty());
        if (part.length() > MOST_CHARACTERS) {
          throw new ConfigurationException(
              "The entries of this pull request have no room for more; delete this comment to begin anew, or declare %s reset-baseline."
                  .formatted(CommentCommand.BEGIN));
        }
        problem = Optional.empty();
        return report(own) + part;
      } catch (ConfigurationException refused) {
        problem = Optional.of(refused.getMessage());
        return report(own) + part(before, problem);
      }
    }

    private String report(String own) {
      return CommentSection.without(own.isEmpty() ? PullRequestComment.MARK : own);
    }

    private String part(CommentSection section, Optional<String> refusal) {
      return section.text(wording.of(section, event.author().name(), refusal));
    }

    private PullRequestEntry entry(ShownFigures shown) {
      CommentCommand command = CommentCommand.of(event.text());
      boolean isOfFigures = command.kind() == CommentCommand.Kind.ACKNOWLEDGE;
      if (isOfFigures && shown.isEmpty()) {
        throw new ConfigurationException(
            "There is nothing to acknowledge: this comment shows no work for each request that left its usual noise. A broken service level cannot be acknowledged; its limit is in slas.json.");
      }
      return new PullRequestEntry(
          command.kind(),
          event.id(),
          event.author().name(),
          now,
          isOfFigures ? shown.bySimulation() : Map.of(),
          command.reason());
    }
  }
}
