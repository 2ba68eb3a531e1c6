package io.openmeet.loadtest.settings;

/**
 * A user's mistake, found before load is sent. The message is one sentence for the user: which key
 * or file, what was expected, what was found, what to do. It is shown without a stack trace.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String sentence) {
    super(sentence);
  }

  public ConfigurationException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
