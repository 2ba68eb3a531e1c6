package io.openmeet.loadtest.pullrequest;

import io.openmeet.loadtest.pullrequest.Forge.Comment;
import io.openmeet.loadtest.pullrequest.Forge.ForgeException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The one comment of a pull request: found by its mark, updated in place, never written twice. */
public final class PullRequestComment {
  /** Invisible in the comment. */
  public static final String MARK = "<!-- openmeet-loadtest -->";

  private static final int ATTEMPTS = 3;

  /** What was done. */
  public enum Done {
    CREATED,
    UPDATED,
    /** The comment says the same already. */
    UNCHANGED,
    /** There is no news, and no comment that would be wrong. */
    SILENT
  }

  private final Forge forge;

  public PullRequestComment(Forge forge) {
    this.forge = forge;
  }

  /**
   * The forges know no condition for an update, so two programs that write at the same second can
   * overwrite each other; the time between reading and writing is that of one request.
   *
   * @param rewritten makes of the comment's text, which is empty when there is none, the new one
   *     with the mark; of its own result it makes the same
   * @param isNews whether a new comment is worth it; an older one is updated anyway
   */
  public Done publish(UnaryOperator<String> rewritten, boolean isNews)
      throws IOException, InterruptedException {
    ForgeException last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      // Asked each time: a request without an answer may have written the comment.
      Optional<Comment> own = forge.own();
      String text = rewritten.apply(own.map(Comment::text).orElse(""));
      if (own.isPresent()) {
        if (own.get().text().equals(text)) {
          return attempt == 1 ? Done.UNCHANGED : Done.CREATED;
        }
        if (forge.update(own.get(), text)) {
          return Done.UPDATED;
        }
      } else if (!isNews) {
        return Done.SILENT;
      } else {
        try {
          forge.create(text);
          return Done.CREATED;
        } catch (ForgeException failed) {
          if (!failed.isTemporary()) {
            throw failed;
          }
          last = failed;
        }
      }
    }
    throw last != null
        ? last
        : new ForgeException("The comment was deleted again and again.", false);
  }
}
