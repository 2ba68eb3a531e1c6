package io.openmeet.loadtest.pullrequest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.pullrequest.CommentCommand.Kind;
import io.openmeet.loadtest.settings.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentCommandTest {
  private static final String OTHER =
      "Expected one of /loadtest acknowledge <reason>, /loadtest reset-baseline <reason>, found another command.";

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "/loadtest acknowledge,ACKNOWLEDGE,''",
        "/loadtest  acknowledge\t the new index  ,ACKNOWLEDGE,the new index",
        "/loadtest reset-baseline,RESET_BASELINE,''",
        "/loadtest acknowledge && rm -rf / $(id),ACKNOWLEDGE,&& rm -rf / $(id)",
        "/loadtest acknowledge /loadtest reset-baseline,ACKNOWLEDGE,/loadtest reset-baseline"
      })
  void isOneLineWithAReason(String text, Kind kind, String reason) {
    assertEquals(new CommentCommand(kind, reason), CommentCommand.of(text.replace("\\t", "\t")));
  }

  /** GitHub ends lines with both characters. */
  @Test
  void emptyLinesAtItsEndDoNotCount() {
    assertEquals(
        new CommentCommand(Kind.ACKNOWLEDGE, "index"),
        CommentCommand.of("/loadtest acknowledge index\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/loadtest acknowledge; rm -rf /",
        "/loadtest ACKNOWLEDGE",
        "/loadtest acknowledg\u0435", // Cyrillic
        "/loadtest ackno\u200bwledge", // a space of no width
        "/loadtest `acknowledge`",
        "/loadtest --help",
        "/loadtest \0",
        "/loadtest "
      })
  void refusesAnotherCommandWithoutQuotingIt(String text) {
    assertEquals(OTHER, refusal(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n"})
  void refusesTwoCommandsInOneComment(String between) {
    assertEquals(
        "Expected one command alone in a comment, found %d lines; write each command into a comment of its own."
            .formatted(between.equals("\n\n") ? 3 : 2),
        refusal("/loadtest acknowledge" + between + "/loadtest reset-baseline"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> /loadtest acknowledge",
        "`/loadtest acknowledge`",
        " /loadtest acknowledge",
        "Please /loadtest acknowledge",
        "/loadtests acknowledge",
        "/loadtest\u00a0acknowledge",
        "/Loadtest acknowledge",
        "\ufeff/loadtest acknowledge",
        "/loadtest",
        ""
      })
  void isNotInATextThatDoesNotBeginWithIt(String text) {
    assertFalse(CommentCommand.isIn(text));
  }

  /** 200 pairs of surrogates are 200 characters. */
  @Test
  void cutsALongReason() {
    String reason =
        CommentCommand.of("/loadtest acknowledge " + "\uD83D\uDE00".repeat(60_000)).reason();

    assertEquals("\uD83D\uDE00".repeat(200) + "\u2026", reason);
  }

  private static String refusal(String text) {
    return assertThrows(ConfigurationException.class, () -> CommentCommand.of(text)).getMessage();
  }
}
