package io.openmeet.loadtest.pullrequest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What somebody with write access has declared in a pull request.
 *
 * @param comment id of the comment with the command
 * @param by name of its author
 * @param at when it was done, in UTC, such as 2026-05-04T03:00:00Z
 * @param figures of each simulation that have a new level; empty for {@link
 *     CommentCommand.Kind#RESET_BASELINE}, which concerns all
 * @param reason one line; empty when none was given
 */
public record PullRequestEntry(
    CommentCommand.Kind kind,
    String comment,
    String by,
    String at,
    Map<String, List<String>> figures,
    String reason) {
  public PullRequestEntry {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(comment);
    Objects.requireNonNull(by);
    Instant.parse(at);
    figures = new ShownFigures(figures).bySimulation();
    Objects.requireNonNull(reason);
  }

  /** When it was done. */
  public Instant time() {
    return Instant.parse(at);
  }
}
