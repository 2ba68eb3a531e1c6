package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The event that a forge sends when somebody has written a comment in a pull request. Its texts are
 * foreign; who the author is, is the forge's word.
 *
 * @param number of the pull request
 * @param id of the comment
 * @param text of the comment
 * @see <a href="https://docs.github.com/webhooks/webhook-events-and-payloads#issue_comment">GitHub:
 *     issue_comment</a>
 * @see <a href="https://docs.gitlab.com/user/project/integrations/webhook_events/">GitLab: comment
 *     events</a>
 */
public record CommentEvent(long number, String id, Author author, String text) {
  /**
   * An event has two texts of 65,536 characters at most, which JSON may write with 6 bytes each.
   */
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  private static final String ID = "[1-9][0-9]{0,18}";
  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * A user of the forge.
   *
   * @param name with which the user signs in
   */
  public record Author(String name, String id) {}

  /** Whether the comment means us. */
  public boolean hasCommand() {
    return CommentCommand.isIn(text);
  }

  /**
   * @param repository from which the event has to be
   * @return empty for another event: a comment that was changed or is not in a pull request, or one
   *     of a bot
   * @throws ConfigurationException when the file is no event of the forge and the repository; the
   *     message does not quote it
   * @throws IOException when it cannot be read
   */
  public static Optional<CommentEvent> read(ForgeKind kind, Path file, String repository)
      throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new ConfigurationException(
          "%s: expected %d KB at most, found %d; it is not the event of a comment."
              .formatted(file, MOST_BYTES >> 10, Files.size(file) >> 10));
    }
    JsonNode event = tree(file);
    if (!isNewComment(kind, event)) {
      return Optional.empty();
    }
    Pointers pointers = kind == ForgeKind.GITHUB ? Pointers.GITHUB : Pointers.GITLAB;
    CommentEvent read =
        new CommentEvent(
            event.at(pointers.number).asLong(),
            event.at(pointers.comment).asText(),
            new Author(event.at(pointers.name).asText(), event.at(pointers.userId).asText()),
            event.at(pointers.text).asText());
    require(
        event.at(pointers.repository).asText().equals(repository),
        file,
        "of the repository of --repository");
    require(
        event.at(pointers.number).isIntegralNumber() && read.number() > 0,
        file,
        "in a pull request");
    require(read.id().matches(ID) && event.at(pointers.text).isTextual(), file, "with id and text");
    require(
        read.author().name().matches(NAME)
            && read.author().id().matches(ID)
            && event.at(pointers.senderId).asText().equals(read.author().id()),
        file,
        "that its author has sent");
    return Optional.of(read);
  }

  private static boolean isNewComment(ForgeKind kind, JsonNode event) {
    return switch (kind) {
      case GITHUB ->
          event.at("/action").asText().equals("created")
              && event.at("/issue/pull_request").isObject()
              && event.at("/comment/user/type").asText().equals("User");
      case GITLAB ->
          event.at("/object_kind").asText().equals("note")
              && event.at("/object_attributes/noteable_type").asText().equals("MergeRequest")
              && event.at("/object_attributes/action").asText().equals("create")
              && !event.at("/object_attributes/system").asBoolean();
    };
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      JsonNode event = JSON.readTree(Files.readAllBytes(file));
      if (event.isObject()) {
        return event;
      }
    } catch (JsonProcessingException malformed) {
      // Reported below: the parser's message would quote the file.
    }
    throw new ConfigurationException(
        "%s: expected the event of a comment as JSON, found another file.".formatted(file));
  }

  private static void require(boolean holds, Path file, String what) {
    if (!holds) {
      throw new ConfigurationException(
          "%s: expected the event of a comment %s, found another one.".formatted(file, what));
    }
  }

  /** Where a forge has what in its event. */
  private enum Pointers {
    GITHUB(
        "/repository/full_name",
        "/issue/number",
        "/comment/id",
        "/comment/body",
        "/comment/user/login",
        "/comment/user/id",
        "/sender/id"),
    GITLAB(
        "/project/path_with_namespace",
        "/merge_request/iid",
        "/object_attributes/id",
        "/object_attributes/note",
        "/user/username",
        "/user/id",
        "/object_attributes/author_id");

    private final String repository;
    private final String number;
    private final String comment;
    private final String text;
    private final String name;
    private final String userId;

    /** Who caused the event; for a new comment, this is its author. */
    private final String senderId;

    Pointers(
        String repository,
        String number,
        String comment,
        String text,
        String name,
        String userId,
        String senderId) {
      this.repository = repository;
      this.number = number;
      this.comment = comment;
      this.text = text;
      this.name = name;
      this.userId = userId;
      this.senderId = senderId;
    }
  }
}
