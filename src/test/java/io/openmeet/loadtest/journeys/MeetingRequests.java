package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.openmeet.loadtest.journeys.JsonChecks.json;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.openmeet.feeders.Feeders.MeetingType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The calls on meetings, each with checks that the answer is right, not only fast. */
final class MeetingRequests {
  static final String MEETING_ID = "meetingId";
  static final String MEETING_IDS = "meetingIds";
  static final String MEETING_TYPE = "meetingType";
  static final String READ = "Read meeting";
  private static final int PAGE = 20;

  /** The most that the API lists at once. */
  static final int LONGEST_PAGE = 100;

  /** Long ago, so that the meetings of a run do not enter the lists, which show the newest ones. */
  private static final Instant START = Instant.parse("2020-01-06T09:00:00Z");

  /** Made once for each type, so that a request costs the injector less. */
  private static final Map<MeetingType, String> BODIES = new ConcurrentHashMap<>();

  private MeetingRequests() {}

  static HttpRequestActionBuilder list() {
    return list(PAGE);
  }

  static HttpRequestActionBuilder list(int limit) {
    return http("List meetings")
        .get("/meetings")
        .queryParam("limit", limit)
        .header("Authorization", SignIn::bearer)
        .check(status().is(200))
        .check(jsonPath("$.items[*].id").findAll().optional().saveAs(MEETING_IDS));
  }

  static HttpRequestActionBuilder read() {
    return http(READ)
        .get("/meetings/#{meetingId}")
        .header("Authorization", SignIn::bearer)
        .check(status().is(200))
        .check(json(jsonPath("$.id").isEL("#{meetingId}"), jsonPath("$.title").exists()));
  }

  static HttpRequestActionBuilder create() {
    return http("Create meeting")
        .post("/meetings")
        .header("Authorization", SignIn::bearer)
        .body(StringBody(MeetingRequests::body))
        .asJson()
        .check(status().is(201))
        .check(
            json(
                jsonPath("$.title").is(MeetingRequests::title),
                jsonPath("$.id").saveAs(MEETING_ID)));
  }

  static HttpRequestActionBuilder update() {
    return http("Update meeting")
        .put("/meetings/#{meetingId}")
        .header("Authorization", SignIn::bearer)
        .body(StringBody(MeetingRequests::body))
        .asJson()
        .check(status().is(200))
        .check(
            json(
                jsonPath("$.id").isEL("#{meetingId}"),
                jsonPath("$.title").is(MeetingRequests::title)));
  }

  static HttpRequestActionBuilder delete() {
    return http("Delete meeting")
        .delete("/meetings/#{meetingId}")
        .header("Authorization", SignIn::bearer)
        .check(status().is(204));
  }

  private static String title(Session session) {
    return session.<MeetingType>get(MEETING_TYPE).title();
  }

  private static String body(Session session) {
    return BODIES.computeIfAbsent(session.get(MEETING_TYPE), MeetingRequests::body);
  }

  private static String body(MeetingType type) {
    return JsonBody.object(
        "title", type.title(),
        "type", type.type(),
        "startsAt", START.plus(type.durationMinutes(), ChronoUnit.MINUTES).toString(),
        "durationMinutes", type.durationMinutes());
  }
}
