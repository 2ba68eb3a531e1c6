package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.pullrequest.ForgeClient.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The comments of a pull request at GitHub, or the notes of a merge request at GitLab.
 *
 * @see <a href="https://docs.github.com/rest/issues/comments">GitHub: comments of an issue</a>
 * @see <a href="https://docs.github.com/rest/collaborators/collaborators">GitHub: permissions of a
 *     user</a>
 * @see <a href="https://docs.gitlab.com/api/notes/">GitLab: notes of a merge request</a>
 * @see <a href="https://docs.gitlab.com/api/project_members/">GitLab: members of a project</a>
 */
final class RestForge implements Forge {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 100;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;

  /** GitHub's permissions to push; "maintain" is reported as "write", "triage" as "read". */
  private static final Set<String> WRITERS = Set.of("admin", "write");

  /** GitLab's lowest level that may push. */
  private static final int DEVELOPER = 30;

  private final ForgeKind kind;
  private final String repository;
  private final long number;
  private final String author;
  private final ForgeClient client;

  RestForge(ForgeKind kind, String repository, long number, String author, ForgeClient client) {
    this.kind = kind;
    this.repository = repository;
    this.number = number;
    this.author = author;
    this.client = client;
  }

  @Override
  public Optional<Comment> own() throws IOException, InterruptedException {
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode comments =
          expect(
                  client.get(
                      "%s?per_page=%d&page=%d"
                          .formatted(kind.comments(repository, number), PAGE, page)),
                  OK)
              .body();
      for (JsonNode comment : comments) {
        if (isOwn(comment)) {
          return Optional.of(
              new Comment(comment.path("id").asText(), comment.path("body").asText()));
        }
      }
      if (comments.size() < PAGE) {
        return Optional.empty();
      }
    }
    throw new ForgeException(
        "There are more than %d comments, and none of the first is ours; a second comment is not written."
            .formatted(PAGE * MOST_PAGES),
        false);
  }

  private boolean isOwn(JsonNode comment) {
    return comment.path(kind.author()).path(kind.authorsName()).asText().equals(author)
        && comment.path("body").asText().startsWith(PullRequestComment.MARK)
        && comment.path("id").asText().matches("[0-9]{1,19}");
  }

  @Override
  public void create(String text) throws IOException, InterruptedException {
    expect(client.create(kind.comments(repository, number), Map.of("body", text)), CREATED);
  }

  @Override
  public boolean update(Comment comment, String text) throws IOException, InterruptedException {
    Answer answer =
        client.replace(
            kind.updateMethod(),
            kind.comment(repository, number, comment.id()),
            Map.of("body", text));
    if (answer.status() == NOT_FOUND) {
      return false;
    }
    expect(answer, OK);
    return true;
  }

  @Override
  public boolean mayWrite(CommentEvent.Author somebody) throws IOException, InterruptedException {
    Answer answer = client.get(kind.rights(repository, somebody));
    if (answer.status() == NOT_FOUND) {
      return false;
    }
    JsonNode rights = expect(answer, OK).body();
    return switch (kind) {
      case GITHUB -> WRITERS.contains(rights.path("permission").asText());
      case GITLAB ->
          rights.path("access_level").asInt() >= DEVELOPER
              && rights.path("state").asText().equals("active");
    };
  }

  @Override
  public void react(String comment, boolean isDone) throws IOException, InterruptedException {
    Answer answer =
        client.create(kind.reactions(repository, number, comment), kind.reaction(isDone));
    if (answer.status() != OK) { // GitHub's answer when the reaction is there already
      expect(answer, CREATED);
    }
  }

  private Answer expect(Answer answer, int status) throws ForgeException {
    if (answer.status() == status) {
      return answer;
    }
    throw new ForgeException(
        "%s %s, number %d: expected %d, but the forge answered %d; check --repository and --number, and what the token of %s may do."
            .formatted(kind, repository, number, status, answer.status(), kind.tokenVariable()),
        false);
  }
}
