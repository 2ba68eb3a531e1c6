package io.openmeet.loadtest.simulationlog;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Makes Gatling write every kind of record: nested groups, failures, requests that cannot be built,
 * texts in both encodings. Only {@link GatlingRun} runs it; the pom excludes it from {@code mvn
 * gatling:test}.
 */
public final class SampleSimulation extends Simulation {
  static final String BASE_URL = "sample.baseUrl";
  static final String USERS = "sample.users";
  static final String SECONDS = "sample.seconds";

  public SampleSimulation() {
    ChainBuilder lobby =
        group("Lobby").on(exec(http("open").get("/answer")), exec(http("wait").get("/answer")));
    ScenarioBuilder meetings =
        scenario("Meetings")
            .exec(group("Join").on(lobby, exec(http("enter").get("/answer"))))
            .exec(http("broken").get("/#{missing}"))
            .exec(http("refused").get("/refuse").check(status().is(200)));
    ScenarioBuilder search =
        scenario("Søk").exec(http("会議を探す").get("/answer")).exec(http("søk").get("/answer"));
    int users = Integer.getInteger(USERS);
    Duration time = Duration.ofSeconds(Integer.getInteger(SECONDS));
    setUp(
            meetings.injectOpen(rampUsers(users).during(time)),
            search.injectOpen(rampUsers(users).during(time)))
        .protocols(http.baseUrl(System.getProperty(BASE_URL)))
        .assertions(global().allRequests().count().gt(0L));
  }
}
