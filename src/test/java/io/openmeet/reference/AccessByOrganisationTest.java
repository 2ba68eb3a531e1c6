package io.openmeet.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A caller of one organisation cannot read or change another's data, and cannot see that it exists.
 * The calls come from the README: a call that is added there is tested here.
 */
class AccessByOrganisationTest {
  private static final Path README = Path.of("src/test/java/io/openmeet/reference/README.md");
  private static final Pattern CALL = Pattern.compile("^\\| `(GET|PUT|DELETE|POST) (/[^`? ]*)");

  /** A word that only the owner's data contains. */
  private static final String MARK = "mark" + UUID.randomUUID().toString().replace("-", "");

  /** The queries of calls that need one. */
  private static final Map<String, String> QUERIES = Map.of("/search", "?q=budget");

  private static final ApiClient CLIENT = RunningApi.shared().client();

  private static Session owner;
  private static Session stranger;
  private static Set<String> ownersIds;

  record Call(String method, String path) {
    Answer send(String id, Session session) {
      HttpRequest.BodyPublisher body =
          method.equals("PUT")
              ? HttpRequest.BodyPublishers.ofString("{\"title\":\"taken over\"}")
              : HttpRequest.BodyPublishers.noBody();
      return CLIENT.send(CLIENT.request(path.replace("<id>", id), session).method(method, body));
    }
  }

  @BeforeAll
  static void writeTheOwnersData() {
    owner = CLIENT.loginAsUser(1);
    stranger = CLIENT.loginAsUser(2);
    CLIENT.createMeeting(owner, MARK, "2035-01-01T00:00:00Z");
    ownersIds = new TreeSet<>();
    ownersIds.add(CLIENT.upload(owner, new byte[10]).field("id"));
    lists().forEach(call -> collectIds(call.send("", owner).body(), ownersIds));
    assertTrue(ownersIds.size() > 20, "too few ids: " + ownersIds);
  }

  static List<Call> calls() {
    try {
      List<Call> calls = new ArrayList<>();
      for (String line : Files.readAllLines(README, StandardCharsets.UTF_8)) {
        Matcher matcher = CALL.matcher(line);
        if (matcher.find()) {
          calls.add(new Call(matcher.group(1), matcher.group(2)));
        }
      }
      return calls;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Call> callsWithId() {
    return calls().stream().filter(call -> call.path().contains("<id>"));
  }

  static Stream<Call> lists() {
    Set<String> open = Set.of("/health", "/metrics", "/live");
    return calls().stream()
        .filter(call -> call.method().equals("GET") && !call.path().contains("<id>"))
        .filter(call -> !open.contains(call.path()))
        .distinct()
        .map(call -> new Call("GET", call.path() + QUERIES.getOrDefault(call.path(), "")));
  }

  @ParameterizedTest
  @MethodSource("callsWithId")
  void anotherOrganisationsDataIsAnsweredLikeUnknownData(Call call) {
    String unknown = call.send(UUID.randomUUID().toString(), stranger).text();
    List<String> some = ownersIds.stream().limit(60).toList();
    for (String id : some) {
      Answer answer = call.send(id, stranger);
      assertEquals(404, answer.status(), call + " " + id);
      assertEquals(withoutId(unknown), withoutId(answer.text()));
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListHasNoDataOfAnotherOrganisation(Call call) {
    Set<String> seen = new TreeSet<>();
    Answer answer = call.send("", stranger);
    assertEquals(200, answer.status(), call + ": " + answer.text());
    collectIds(answer.body(), seen);

    seen.retainAll(ownersIds);
    assertEquals(Set.of(), seen);
    assertFalse(answer.text().contains(MARK));
    assertEquals(401, call.send("", null).status());
  }

  @Test
  void aStrangersWritesDoNotChangeTheOwnersData() {
    List<Call> lists = lists().toList();
    List<String> before = lists.stream().map(call -> call.send("", owner).text()).toList();
    assertTrue(before.toString().contains(MARK));

    callsWithId()
        .filter(call -> !call.method().equals("GET"))
        .forEach(call -> ownersIds.stream().limit(60).forEach(id -> call.send(id, stranger)));

    assertEquals(before, lists.stream().map(call -> call.send("", owner).text()).toList());
  }

  @Test
  void theCallsAreFoundInTheReadme() {
    List<Call> calls = calls();

    assertTrue(calls.contains(new Call("GET", "/meetings/<id>")), calls.toString());
    assertTrue(calls.contains(new Call("DELETE", "/meetings/<id>")), calls.toString());
    assertTrue(calls.contains(new Call("GET", "/recordings/<id>")), calls.toString());
    assertTrue(lists().count() >= 4, calls.toString());
  }

  private static void collectIds(JsonNode node, Set<String> found) {
    for (String field : List.of("id", "meetingId")) {
      if (node.path(field).isTextual()) {
        found.add(node.path(field).asText());
      }
    }
    node.forEach(child -> collectIds(child, found));
  }

  private static String withoutId(String error) {
    return error.replaceFirst("\"id\":\"[^\"]+\"", "");
  }
}
