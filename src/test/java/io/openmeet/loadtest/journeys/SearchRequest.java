package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.openmeet.loadtest.journeys.JsonChecks.json;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.openmeet.loadtest.feeders.Cycle;
import io.openmeet.loadtest.journeys.SearchQueries.Asked;
import io.openmeet.loadtest.load.DistinctKeys;
import io.openmeet.loadtest.load.RunContext;
import java.util.List;
import java.util.Locale;

/** Picks queries by their popularity, searches, and checks the hits. */
final class SearchRequest {
  private static final String NAME = "Search";
  private static final String QUERY = "searchQuery";
  private static final String NO_HIT = "";

  private final Cycle<Asked> queries;
  private final DistinctKeys distinctKeys;

  SearchRequest(RunContext run) {
    this.queries =
        SearchQueries.of(TestData.of(run).all().searchQueries(), run.intensity(), run.share());
    this.distinctKeys = run.distinctKeys();
  }

  /**
   * Decides what to search for next.
   *
   * @param organisation whose meetings are searched: the answers differ between organisations
   */
  Session nextQuery(Session session, String organisation) {
    Asked next = queries.next();
    distinctKeys.asked(NAME, organisation + ' ' + next.query());
    return session.set(QUERY, next);
  }

  /** Afterwards the best hit is the session's meeting, if there is one ({@link #hasHit}). */
  HttpRequestActionBuilder search() {
    return http(NAME)
        .get("/search")
        .queryParam("q", session -> query(session).query())
        .header("Authorization", SignIn::bearer)
        .check(status().is(200))
        .check(
            json(
                jsonPath("$.query").is(session -> query(session).query()),
                jsonPath("$.items[0].meetingId")
                    .withDefault(NO_HIT)
                    .saveAs(MeetingRequests.MEETING_ID),
                jsonPath("$.items[*].snippet")
                    .findAll()
                    .withDefault(List.of())
                    .transformWithSession((snippets, session) -> areRight(snippets, query(session)))
                    .is(true)));
  }

  /** Whether the last search succeeded and found something. */
  static boolean hasHit(Session session) {
    return !session.isFailed() && !NO_HIT.equals(session.getString(MeetingRequests.MEETING_ID));
  }

  private static Asked query(Session session) {
    return session.get(QUERY);
  }

  private static boolean areRight(List<String> snippets, Asked query) {
    String needle = query.mustContain().toLowerCase(Locale.ROOT);
    return (query.mayFindNothing() || !snippets.isEmpty())
        && snippets.stream().allMatch(s -> s.toLowerCase(Locale.ROOT).contains(needle));
  }
}
