package io.openmeet.loadtest.pullrequest;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Which API a forge has, and how the two differ: paths, methods and names of fields. */
public enum ForgeKind {
  GITHUB("https://api.github.com", "GITHUB_TOKEN", "user", "login", "PATCH"),
  GITLAB("https://gitlab.com/api/v4", "GITLAB_TOKEN", "author", "username", "PUT");

  private final String usualApi;
  private final String tokenVariable;
  private final String author;
  private final String authorsName;
  private final String updateMethod;

  ForgeKind(
      String usualApi, String tokenVariable, String author, String authorsName, String update) {
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
  public static ForgeKind named(String name) {
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

  /** Field of a comment with its author. */
  String author() {
    return author;
  }

  /** Field of an author with the name. */
  String authorsName() {
    return authorsName;
  }

  String updateMethod() {
    return updateMethod;
  }

  Map<String, String> headers(String token) {
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

  String comments(String repository, long number) {
    return this == GITHUB
        ? "/repos/%s/issues/%d/comments".formatted(repository, number)
        : "/projects/%s/merge_requests/%d/notes".formatted(encoded(repository), number);
  }

  String comment(String repository, long number, String id) {
    return this == GITHUB
        ? "/repos/%s/issues/comments/%s".formatted(repository, id)
        : comments(repository, number) + "/" + id;
  }

  /** Where a reaction to a comment is created. */
  String reactions(String repository, long number, String id) {
    return comment(repository, number, id) + (this == GITHUB ? "/reactions" : "/award_emoji");
  }

  /**
   * @param isDone whether the forge shows a thumb, or that something is not understood
   */
  Map<String, String> reaction(boolean isDone) {
    return this == GITHUB
        ? Map.of("content", isDone ? "+1" : "confused")
        : Map.of("name", isDone ? "thumbsup" : "confused");
  }

  /** What somebody may do in the repository. */
  String rights(String repository, CommentEvent.Author author) {
    return this == GITHUB
        ? "/repos/%s/collaborators/%s/permission".formatted(repository, encoded(author.name()))
        : "/projects/%s/members/all/%s".formatted(encoded(repository), encoded(author.id()));
  }

  /** Closed or merged pull requests of a branch, those that changed last first. */
  String merged(String repository, String branch, int page, int size) {
    return this == GITHUB
        ? "/repos/%s/pulls?state=closed&base=%s&sort=updated&direction=desc&per_page=%d&page=%d"
            .formatted(repository, encoded(branch), size, page)
        : "/projects/%s/merge_requests?state=merged&target_branch=%s&order_by=updated_at&sort=desc&per_page=%d&page=%d"
            .formatted(encoded(repository), encoded(branch), size, page);
  }

  /** Field of a pull request with its number. */
  String number() {
    return this == GITHUB ? "number" : "iid";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
