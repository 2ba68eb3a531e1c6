package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.openmeet.loadtest.journeys.JsonChecks.json;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.Feeders.SearchQuery;
import io.openmeet.loadtest.feeders.WeightedDeck;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A search whose query follows the popularity in the feeder, and whose hits are looked at. */
final class SearchRequest {
  private static final String QUERY = "searchQuery";

  private final Cycle<SearchQuery> queries;

  SearchRequest(List<SearchQuery> queries) {
    this.queries =
        WeightedDeck.of(
            queries.stream()
                .collect(Collectors.toMap(query -> query, SearchQuery::weight, Integer::sum)));
  }

  /** Decides what to search for next. */
  Session nextQuery(Session session) {
    return session.set(QUERY, queries.next());
  }

  HttpRequestActionBuilder search() {
    return http("Search")
        .get("/search")
        .queryParam("q", session -> query(session).query())
        .header("Authorization", SignIn::bearer)
        .check(status().is(200))
        .check(
            json(
                jsonPath("$.query").is(session -> query(session).query()),
                jsonPath("$.items[0].meetingId").saveAs(MeetingRequests.MEETING_ID),
                jsonPath("$.items[*].snippet")
                    .findAll()
                    .transformWithSession((snippets, session) -> allMatch(snippets, query(session)))
                    .is(true)));
  }

  private static SearchQuery query(Session session) {
    return session.get(QUERY);
  }

  private static boolean allMatch(List<String> snippets, SearchQuery query) {
    String needle = query.mustContain().toLowerCase(Locale.ROOT);
    return snippets.stream().allMatch(s -> s.toLowerCase(Locale.ROOT).contains(needle));
  }
}
