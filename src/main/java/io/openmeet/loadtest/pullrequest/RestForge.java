package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.pullrequest.ForgeClient.Answer;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.SecretAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The comments of a pull request at GitHub, or the notes of a merge request at GitLab.
 *
 * @see <a href="https://docs.github.com/rest/issues/comments">GitHub: comments of an issue</a>
 * @see <a href="https://docs.gitlab.com/api/notes/">GitLab: notes of a merge request</a>
 */
public final class RestForge implements Forge {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 100;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;

  /** Which API it is, and how the two differ. */
  public enum Kind {
    GITHUB("https://api.github.com", "GITHUB_TOKEN", "user", "login", "PATCH"),
    GITLAB("https://gitlab.com/api/v4", "GITLAB_TOKEN", "author", "username", "PUT");

    private final String usualApi;
    private final String tokenVariable;
    private final String author;
    private final String authorsName;
    private final String updateMethod;

    Kind(String usualApi, String tokenVariable, String author, String authorsName, String update) {
      this.usualApi = usualApi;
      this.tokenVariable = tokenVariable;
      this.author = author;
      this.authorsName = authorsName;
      this.updateMethod = update;
    }

    /**
     * @param name as on the command line
     * @throws ConfigurationException when there is no such forge
     */
    public static Kind named(String name) {
      return switch (name) {
        case "github" -> GITHUB;
        case "gitlab" -> GITLAB;
        default ->
            throw new ConfigurationException(
                "--forge: expected github or gitlab, found \"%s\".".formatted(name));
      };
    }

    /** The base address of the public service. */
    public String usualApi() {
      return usualApi;
    }

    /** The environment variable with the token. */
    public String tokenVariable() {
      return tokenVariable;
    }

    private Map<String, String> headers(String token) {
      return this == GITHUB
          ? Map.of(
              "Authorization",
              "Bearer " + token,
              "Accept",
              "application/vnd.github+json",
              "X-GitHub-Api-Version",
              "2022-11-28")
          : Map.of("PRIVATE-TOKEN", token);
    }

    private String comments(String repository, long number) {
      return this == GITHUB
          ? "/repos/%s/issues/%d/comments".formatted(repository, number)
          : "/projects/%s/merge_requests/%d/notes".formatted(encoded(repository), number);
    }

    private String comment(String repository, long number, String id) {
      return this == GITHUB
          ? "/repos/%s/issues/comments/%s".formatted(repository, id)
          : comments(repository, number) + "/" + id;
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  private final Kind kind;
  private final String repository;
  private final long number;
  private final String author;
  private final ForgeClient client;

  RestForge(Kind kind, String repository, long number, String author, ForgeClient client) {
    this.kind = kind;
    this.repository = repository;
    this.number = number;
    this.author = author;
    this.client = client;
  }

  /**
   * @param api its base address; null: that of the public service
   * @param repository owner and name, or group and project
   * @param number of the pull request
   * @param author as whom this project comments
   * @param environment with the token
   * @throws ConfigurationException when one of them is wrong; the message does not contain the
   *     token
   */
  public static RestForge of(
      Kind kind,
      String api,
      String repository,
      long number,
      String author,
      Map<String, String> environment) {
    if (!repository.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+") || repository.contains("..")) {
      throw new ConfigurationException(
          "--repository: expected owner/name, found \"%s\".".formatted(repository));
    }
    if (number < 1) {
      throw new ConfigurationException(
          "--number: expected the number of a pull request, found %d.".formatted(number));
    }
    String token = environment.getOrDefault(kind.tokenVariable(), "").strip();
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new ConfigurationException(
          "%s: expected a token in the environment, found none that can be one; set it there, never on the command line."
              .formatted(kind.tokenVariable()));
    }
    return new RestForge(
        kind,
        repository,
        number,
        author,
        new ForgeClient(
            address(api == null ? kind.usualApi() : api),
            kind.headers(token),
            duration -> Thread.sleep(duration.toMillis()),
            Clock.systemUTC()));
  }

  private static URI address(String api) {
    return SecretAddress.of(api.replaceFirst("/$", ""))
        .filter(address -> address.getRawUserInfo() == null && address.getRawQuery() == null)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "--api: expected an address that begins with https://, found another one; a token goes there."));
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
    return comment.path(kind.author).path(kind.authorsName).asText().equals(author)
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
            kind.updateMethod,
            kind.comment(repository, number, comment.id()),
            Map.of("body", text));
    if (answer.status() == NOT_FOUND) {
      return false;
    }
    expect(answer, OK);
    return true;
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
