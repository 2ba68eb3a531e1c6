package io.openmeet.loadtest.pullrequest;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command in a comment: one line, alone in its comment.
 *
 * @param reason the rest of the line; empty when there is none
 */
public record CommentCommand(Kind kind, String reason) {
  static final String BEGIN = "/loadtest";
  private static final int LONGEST_REASON = 200;

  /** What can be declared. */
  public enum Kind {
    /** The changed figures of the newest night have their right level. */
    ACKNOWLEDGE("acknowledge"),
    /** Earlier runs are no baseline any more, for all figures. */
    RESET_BASELINE("reset-baseline");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** Whether the text means us; a quoted command does not. */
  static boolean isIn(String text) {
    return text.startsWith(BEGIN + " ");
  }

  /**
   * @param text of a comment in which {@link #isIn a command is}
   * @throws ConfigurationException when it is none of ours, or not alone; the message does not
   *     quote it
   */
  static CommentCommand of(String text) {
    List<String> lines = text.strip().lines().toList();
    if (lines.size() > 1) {
      throw new ConfigurationException(
          "Expected one command alone in a comment, found %d lines; write each command into a comment of its own."
              .formatted(lines.size()));
    }
    String[] words = lines.get(0).strip().split("[ \t]+", 3);
    Kind kind =
        Stream.of(Kind.values())
            .filter(known -> words.length > 1 && known.word.equals(words[1]))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Expected one of %s, found another command.".formatted(choices())));
    return new CommentCommand(kind, words.length < 3 ? "" : cut(words[2]));
  }

  private static String choices() {
    return Stream.of(Kind.values())
        .map(kind -> "%s %s <reason>".formatted(BEGIN, kind.word))
        .collect(Collectors.joining(", "));
  }

  private static String cut(String reason) {
    return reason.codePointCount(0, reason.length()) <= LONGEST_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON)) + '…';
  }
}
