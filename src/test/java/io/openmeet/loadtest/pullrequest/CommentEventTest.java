package io.openmeet.loadtest.pullrequest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openmeet.loadtest.pullrequest.CommentEvent.Author;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentEventTest {
  private static final String TEXT = "/loadtest acknowledge \u202E \" $(id) \n \uD83D\uDE00";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("event.json");
  }

  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void hasNumberAuthorAndText(ForgeKind kind) throws IOException {
    SampleEvent.write(file, SampleEvent.of(kind, TEXT));

    assertEquals(
        Optional.of(new CommentEvent(12, "900", new Author("alice", "7"), TEXT)),
        CommentEvent.read(kind, file, "team/app"));
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, /action, edited",
    "GITHUB, /action, deleted",
    "GITHUB, /issue/pull_request, ", // an issue
    "GITHUB, /comment/user/type, Bot",
    "GITLAB, /object_kind, push",
    "GITLAB, /object_attributes/action, update",
    "GITLAB, /object_attributes/noteable_type, Issue"
  })
  void anotherEventIsNone(ForgeKind kind, String field, String value) throws IOException {
    SampleEvent.write(file, changed(kind, field, value));

    assertEquals(Optional.empty(), CommentEvent.read(kind, file, "team/app"));
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, /repository/full_name, mallory/app, of the repository of --repository",
    "GITHUB, /issue/number, 12/../13, in a pull request",
    "GITHUB, /issue/number, '-1', in a pull request",
    "GITHUB, /comment/id, 900/reactions, with id and text",
    "GITHUB, /comment/body, , with id and text",
    "GITHUB, /comment/user/login, ../../x, that its author has sent",
    "GITHUB, /comment/user/login, '\u202Ealice', that its author has sent",
    "GITHUB, /sender/id, 8, that its author has sent",
    "GITLAB, /project/path_with_namespace, team/app/x, of the repository of --repository",
    "GITLAB, /merge_request/iid, , in a pull request",
    "GITLAB, /user/id, 7/x, that its author has sent",
    "GITLAB, /object_attributes/author_id, 8, that its author has sent"
  })
  void refusesAnEventThatCannotBe(ForgeKind kind, String field, String value, String what)
      throws IOException {
    SampleEvent.write(file, changed(kind, field, value));

    assertEquals(
        "%s: expected the event of a comment %s, found another one.".formatted(file, what),
        refusal(kind));
  }

  private static ObjectNode changed(ForgeKind kind, String field, String value) {
    ObjectNode event = SampleEvent.of(kind, TEXT);
    int last = field.lastIndexOf('/');
    ((ObjectNode) event.at(field.substring(0, last))).put(field.substring(last + 1), value);
    return event;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[1]",
        "{",
        "\0\0",
        "{\"action\": \"created\", \"action\": \"edited\"}"
      })
  void refusesWhatIsNoJsonWithoutQuotingIt(String text) throws IOException {
    Files.writeString(file, text);

    assertEquals(
        file + ": expected the event of a comment as JSON, found another file.",
        refusal(ForgeKind.GITHUB));
  }

  /** Deeper than the parser reads. */
  @Test
  void refusesADeepEvent() throws IOException {
    Files.writeString(file, "[".repeat(100_000));

    assertEquals(
        file + ": expected the event of a comment as JSON, found another file.",
        refusal(ForgeKind.GITLAB));
  }

  /** The largest event that a forge sends has 65,536 characters of four bytes. */
  @Test
  void readsALargeEventAndRefusesALargerOne() throws IOException {
    String large = "\uD83D\uDE00".repeat(65_536);
    SampleEvent.write(file, SampleEvent.of(ForgeKind.GITHUB, large));
    assertEquals(large, CommentEvent.read(ForgeKind.GITHUB, file, "team/app").orElseThrow().text());

    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(5L << 20);
    }
    assertEquals(
        file + ": expected 4096 KB at most, found 5120; it is not the event of a comment.",
        refusal(ForgeKind.GITHUB));
  }

  private String refusal(ForgeKind kind) {
    return assertThrows(
            ConfigurationException.class, () -> CommentEvent.read(kind, file, "team/app"))
        .getMessage();
  }
}
