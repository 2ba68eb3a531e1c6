package io.openmeet.feeders;

/**
 * A feeder file has wrong content. The message is one sentence for the person who wrote the file:
 * which file and line, what was expected, what was found, what to do.
 */
public final class FeederException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FeederException(String sentence) {
    super(sentence);
  }

  FeederException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
