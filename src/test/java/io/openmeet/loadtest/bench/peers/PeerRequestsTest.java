package io.openmeet.loadtest.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.feeders.Feeders;
import io.openmeet.loadtest.bench.peers.PeerRequests.Account;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PeerRequestsTest {
  private static final Account ANA = new Account("ana", List.of("m1", "m2"), "own-a");
  private static final Account BEN = new Account("ben", List.of("m3"), "own-b");

  private final List<String[]> requests =
      new PeerRequests(Feeders.read(), List.of(ANA, BEN))
          .lines(1_000).stream().map(line -> line.split("\t", -1)).toList();

  /** The shares of ApiJourney in 1,000 requests; two of its hundred are deletes. */
  @Test
  void areTheJourneysMixWithUpdatesInPlaceOfDeletes() {
    assertEquals(
        Map.of(
            "GET /meetings?limit=20", 300L,
            "GET /meetings/", 250L,
            "GET /auth/me", 150L,
            "GET /search?q=", 120L,
            "GET /analytics/summary", 80L,
            "POST /meetings", 40L,
            "PUT /meetings/", 60L),
        requests.stream()
            .map(request -> request[0] + " " + request[1].replaceFirst("(?<=q=|s/)[^/].*", ""))
            .map(route -> route.startsWith("GET /meetings?") ? "GET /meetings?limit=20" : route)
            .map(route -> route.startsWith("GET /analytics") ? "GET /analytics/summary" : route)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
  }

  @Test
  void anAccountAsksForItsOwnMeetingsAndOnlyWritesHaveABody() {
    for (String[] request : requests) {
      Account account = request[2].equals("ana") ? ANA : BEN;
      assertEquals(account.token(), request[2]);
      assertEquals(!request[0].equals("GET"), request[3].startsWith("{\"title\":"), request[1]);
      if (request[0].equals("PUT")) {
        assertEquals("/meetings/" + account.ownMeetingId(), request[1]);
      } else if (request[1].startsWith("/meetings/")) {
        assertEquals(true, account.meetingIds().contains(request[1].substring(10)), request[1]);
      }
    }
  }
}
