package io.openmeet.reference;

/**
 * The API cannot start. The message is one sentence for the person who started it: what was
 * expected, what was found, what to do.
 */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CannotStart(String sentence) {
    super(sentence);
  }

  public CannotStart(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
