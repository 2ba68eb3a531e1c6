package io.openmeet.loadtest.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.MeetingType;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.LongTail;
import io.openmeet.loadtest.feeders.WeightedDeck;
import io.openmeet.loadtest.journeys.ApiJourney;
import io.openmeet.loadtest.journeys.ApiJourney.Operation;
import io.openmeet.loadtest.journeys.SearchQueries;
import io.openmeet.loadtest.settings.InjectorShare;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Writes the requests that every peer repeats in turn: the mix, the accounts, the queries and the
 * popularity of meetings of {@link ApiJourney}. A list that repeats cannot delete a meeting twice,
 * so a peer updates a meeting where the journey deletes one.
 *
 * <p>A line has four fields, separated by tabs: method, path, access token, and a body in JSON,
 * which is empty for GET.
 */
public final class PeerRequests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The most that the API lists at once. */
  private static final int MEETINGS = 100;

  /** Long ago, as in the journey, so that the meetings do not enter the lists. */
  private static final String STARTS_AT = "2020-01-06T09:00:00Z";

  private final Cycle<Operation> operations =
      WeightedDeck.of(ApiJourney.mix(), InjectorShare.WHOLE);
  private final Cycle<Integer> places = LongTail.places(MEETINGS, InjectorShare.WHOLE);
  private final Cycle<SearchQueries.Asked> queries;
  private final Cycle<MeetingType> types;
  private final List<Account> accounts;

  /** With a fixed seed, so that all comparisons send the same. */
  private final Random random = new Random(1);

  /**
   * A user that is signed in.
   *
   * @param meetingIds newest first
   * @param ownMeetingId a meeting that may be changed
   */
  record Account(String token, List<String> meetingIds, String ownMeetingId) {}

  PeerRequests(Feeders feeders, List<Account> accounts) {
    this.queries = SearchQueries.of(feeders.searchQueries(), 1, InjectorShare.WHOLE);
    this.types = new Cycle<>(feeders.meetingTypes());
    this.accounts = accounts;
  }

  /**
   * @param args address of the API, file to write, number of requests
   */
  public static void main(String[] args) throws IOException {
    Feeders feeders = Feeders.read();
    ApiClient api = new ApiClient(args[0]);
    String meeting = meeting(feeders.meetingTypes().get(0));
    List<Account> accounts =
        feeders.users().parallelStream().map(user -> signIn(api, user, meeting)).toList();
    Files.write(
        Path.of(args[1]), new PeerRequests(feeders, accounts).lines(Integer.parseInt(args[2])));
  }

  private static Account signIn(ApiClient api, Feeders.User user, String meeting) {
    String token =
        api.post(
                "/auth/login",
                "",
                JSON.createObjectNode()
                    .put("email", user.email())
                    .put("password", user.password())
                    .toString())
            .path("accessToken")
            .asText();
    List<String> ids = new ArrayList<>();
    for (JsonNode item : api.get("/meetings?limit=" + MEETINGS, token).path("items")) {
      ids.add(item.path("id").asText());
    }
    return new Account(token, ids, api.post("/meetings", token, meeting).path("id").asText());
  }

  List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(line -> line(operations.next())).toList();
  }

  private String line(Operation operation) {
    Account account = accounts.get(random.nextInt(accounts.size()));
    return switch (operation) {
      case LIST -> get("/meetings?limit=20", account);
      case READ -> get("/meetings/" + meetingToRead(account.meetingIds()), account);
      case WHO_AM_I -> get("/auth/me", account);
      case SEARCH -> get("/search?q=" + encoded(queries.next().query()), account);
      case ANALYTICS -> get("/analytics/summary", account);
      case CREATE -> line("POST", "/meetings", account, meeting(types.next()));
      case UPDATE, DELETE ->
          line("PUT", "/meetings/" + account.ownMeetingId(), account, meeting(types.next()));
    };
  }

  private String meetingToRead(List<String> ids) {
    return ids.get(places.next() % ids.size());
  }

  private static String get(String path, Account account) {
    return line("GET", path, account, "");
  }

  private static String line(String method, String path, Account account, String body) {
    return String.join("\t", method, path, account.token(), body);
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  private static String meeting(MeetingType type) {
    return JSON.createObjectNode()
        .put("title", type.title())
        .put("type", type.type())
        .put("startsAt", STARTS_AT)
        .put("durationMinutes", type.durationMinutes())
        .toString();
  }
}
