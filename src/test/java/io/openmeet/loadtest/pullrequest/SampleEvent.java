package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Events of a new comment in the pull request 12 of team/app, with the fields that the forges
 * document; the author is alice, who has the id 7.
 */
public final class SampleEvent {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SampleEvent() {}

  /**
   * @param text of the comment, which has the id 900
   */
  public static ObjectNode of(ForgeKind kind, String text) {
    ObjectNode event = JSON.createObjectNode();
    if (kind == ForgeKind.GITHUB) {
      event.put("action", "created");
      ObjectNode issue = event.putObject("issue").put("number", 12).put("title", "/loadtest x");
      issue.putObject("pull_request").put("url", "https://api.github.com/repos/team/app/pulls/12");
      ObjectNode comment = event.putObject("comment").put("id", 900).put("body", text);
      comment.putObject("user").put("login", "alice").put("id", 7).put("type", "User");
      event.putObject("repository").put("full_name", "team/app");
      event.putObject("sender").put("login", "alice").put("id", 7).put("type", "User");
    } else {
      event.put("object_kind", "note").put("event_type", "note");
      event.putObject("user").put("id", 7).put("username", "alice").put("name", "Alice");
      event.putObject("project").put("id", 5).put("path_with_namespace", "team/app");
      event
          .putObject("object_attributes")
          .put("id", 900)
          .put("note", text)
          .put("noteable_type", "MergeRequest")
          .put("author_id", 7)
          .put("system", false)
          .put("action", "create");
      event.putObject("merge_request").put("id", 90_012).put("iid", 12);
    }
    return event;
  }

  public static Path write(Path file, ObjectNode event) throws IOException {
    return Files.write(file, JSON.writeValueAsBytes(event));
  }
}
