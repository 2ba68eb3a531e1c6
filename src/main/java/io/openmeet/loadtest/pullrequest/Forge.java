package io.openmeet.loadtest.pullrequest;

import java.io.IOException;
import java.util.Optional;

/** Where the pull request is discussed; all calls are about one pull request. */
public interface Forge {
  /**
   * The comment that this project wrote before: by its mark and by its author, because anybody can
   * write the mark.
   *
   * @throws ForgeException when the forge refuses or does not answer
   */
  Optional<Comment> own() throws IOException, InterruptedException;

  /**
   * Writes a new comment.
   *
   * @throws ForgeException likewise; then the comment may have been written nevertheless
   */
  void create(String text) throws IOException, InterruptedException;

  /**
   * Replaces the text of a comment.
   *
   * @return false when somebody has deleted it
   */
  boolean update(Comment comment, String text) throws IOException, InterruptedException;

  /**
   * Whether somebody may push to the repository.
   *
   * @throws ForgeException when the forge refuses or does not answer; nothing is known then
   */
  boolean mayWrite(CommentEvent.Author somebody) throws IOException, InterruptedException;

  /**
   * Adds a reaction to a comment of somebody else: a thumb, or that it is not understood.
   *
   * @param comment its id
   */
  void react(String comment, boolean isDone) throws IOException, InterruptedException;

  /**
   * A comment.
   *
   * @param id of the forge
   */
  record Comment(String id, String text) {}

  /** A forge that refuses or does not answer; the message contains no token. */
  final class ForgeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Whether the same request may succeed later. */
    private final boolean isTemporary;

    ForgeException(String message, boolean isTemporary) {
      super(message);
      this.isTemporary = isTemporary;
    }

    boolean isTemporary() {
      return isTemporary;
    }
  }
}
