package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.openmeet.loadtest.journeys.JsonChecks.json;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.feeders.Feeders.SearchQuery;
import io.openmeet.loadtest.load.DistinctKeys;
import java.util.List;
import java.util.Locale;

/** A search whose query follows its popularity, and whose hits are looked at. */
final class SearchRequest {
  private static final String NAME = "Search";
  private static final String QUERY = "searchQuery";

  private final Cycle<SearchQuery> queries;
  private final DistinctKeys distinctKeys;

  SearchRequest(List<SearchQuery> queries, DistinctKeys distinctKeys) {
    this.queries = SearchQueries.of(queries);
    this.distinctKeys = distinctKeys;
  }

  /**
   * Decides what to search for next.
   *
   * @param organisation whose meetings are searched: each has answers of its own
   */
  Session nextQuery(Session session, String organisation) {
    SearchQuery next = queries.next();
    distinctKeys.asked(NAME, organisation + ' ' + next.query());
    return session.set(QUERY, next);
  }

  HttpRequestActionBuilder search() {
    return http(NAME)
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
