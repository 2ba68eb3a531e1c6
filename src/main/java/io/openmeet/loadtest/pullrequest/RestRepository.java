package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.pullrequest.Forge.ForgeException;
import io.openmeet.loadtest.pullrequest.ForgeClient.Answer;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.SecretAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository at GitHub, or a project at GitLab.
 *
 * @see <a href="https://docs.github.com/rest/pulls/pulls">GitHub: pull requests</a>
 * @see <a href="https://docs.gitlab.com/api/merge_requests/">GitLab: merge requests</a>
 */
public final class RestRepository {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 10;
  private static final int OK = 200;

  private final ForgeKind kind;
  private final String name;
  private final String author;
  private final ForgeClient client;

  /**
   * A pull request that was merged.
   *
   * @param at when
   */
  public record Merged(long number, Instant at) {}

  RestRepository(ForgeKind kind, String name, String author, ForgeClient client) {
    this.kind = kind;
    this.name = name;
    this.author = author;
    this.client = client;
  }

  /**
   * @param api its base address; null: that of the public service
   * @param name owner and name, or group and project
   * @param author as whom this project comments
   * @param environment with the token
   * @throws ConfigurationException when one of them is wrong; the message does not contain the
   *     token
   */
  public static RestRepository of(
      ForgeKind kind, String api, String name, String author, Map<String, String> environment) {
    if (!name.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+") || name.contains("..")) {
      throw new ConfigurationException(
          "--repository: expected owner/name, found \"%s\".".formatted(name));
    }
    String token = environment.getOrDefault(kind.tokenVariable(), "").strip();
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new ConfigurationException(
          "%s: expected a token in the environment, found none that can be one; set it there, never on the command line."
              .formatted(kind.tokenVariable()));
    }
    return new RestRepository(
        kind,
        name,
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

  /**
   * @throws ConfigurationException when it cannot be the number of a pull request
   */
  public Forge pullRequest(long number) {
    if (number < 1) {
      throw new ConfigurationException(
          "--number: expected the number of a pull request, found %d.".formatted(number));
    }
    return new RestForge(kind, name, number, author, client);
  }

  /**
   * The pull requests that were merged into a branch and have changed since an instant, at most
   * {@value #PAGE} times {@value #MOST_PAGES} of those that changed last.
   *
   * @throws ForgeException when the forge refuses or does not answer
   */
  public List<Merged> merged(String branch, Instant since)
      throws IOException, InterruptedException {
    List<Merged> merged = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode closed = page(branch, page);
      for (JsonNode one : closed) {
        if (time(one, "updated_at").filter(changed -> !changed.isBefore(since)).isEmpty()) {
          return merged; // the others changed earlier
        }
        long number = one.path(kind.number()).asLong();
        time(one, "merged_at")
            .filter(at -> number > 0)
            .map(at -> new Merged(number, at))
            .ifPresent(merged::add);
      }
      if (closed.size() < PAGE) {
        break;
      }
    }
    return merged;
  }

  private JsonNode page(String branch, int page) throws IOException, InterruptedException {
    Answer answer = client.get(kind.merged(name, branch, page, PAGE));
    if (answer.status() != OK) {
      throw new ForgeException(
          "%s %s, merged into %s: expected %d, but the forge answered %d; check --repository, and what the token of %s may do."
              .formatted(kind, name, branch, OK, answer.status(), kind.tokenVariable()),
          false);
    }
    return answer.body();
  }

  private static Optional<Instant> time(JsonNode pullRequest, String field) {
    try {
      return Optional.of(Instant.parse(pullRequest.path(field).asText()));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }
}
