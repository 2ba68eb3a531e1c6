package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.openmeet.loadtest.journeys.JsonChecks.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gatling.core.Predef$;
import io.gatling.core.check.Check;
import io.gatling.core.check.Check$;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.http.check.HttpCheck;
import io.gatling.http.response.ByteArrayResponseBody;
import io.gatling.http.response.Response;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.internal.HttpChecks;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

class JsonChecksTest {

  /** Checks cannot be made before Gatling knows its settings. */
  @BeforeAll
  static void readGatlingsSettings() {
    Predef$.MODULE$._configuration_$eq(GatlingConfiguration.load());
  }

  @Test
  void passesWhenEveryCheckHolds() {
    assertEquals(Optional.empty(), failure("{\"id\":\"1\",\"title\":\"Stand-up\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"2\",\"title\":\"Stand-up\"} | jsonPath($.id).find.is(1), found 2",
        "{\"id\":\"1\",\"titel\":\"Stand-up\"} | jsonPath($.title).find.exists, found nothing",
        "{\"id\":\"2\"} | jsonPath($.id).find.is(1), found 2"
      })
  void failsWithGatlingsMessageWhenACheckDoesNotHold(String answer, String message) {
    assertEquals(Optional.of(message), failure(answer));
  }

  @Test
  void failsWhenTheAnswerIsCutOff() {
    String message = failure("{\"id\":\"1\",\"title\":\"Stand-up\"").orElse("");

    assertEquals("jsonPath($.id).find.is(1) preparation crashed", message.split(":")[0]);
  }

  @Test
  void sharesOnePreparerAmongTheChecksOfAnAnswer() {
    List<Object> preparers = preparers(json(idIs1(), hasTitle()));

    assertEquals(2, preparers.size());
    assertSame(preparers.get(0), preparers.get(1));
  }

  /** If this fails, Gatling parses once by itself, and {@link JsonChecks} is no longer needed. */
  @Test
  void isNeededBecauseGatlingMakesAPreparerForEachCheck() {
    List<Object> preparers = preparers(idIs1(), hasTitle());

    assertNotSame(preparers.get(0), preparers.get(1));
  }

  private static CheckBuilder idIs1() {
    return jsonPath("$.id").is("1");
  }

  private static CheckBuilder hasTitle() {
    return jsonPath("$.title").exists();
  }

  /** The message of the first check that fails; these checks do not look at a session. */
  private static Optional<String> failure(String answer) {
    Response response =
        new Response(
            null,
            0,
            1,
            HttpResponseStatus.OK,
            new DefaultHttpHeaders(),
            new ByteArrayResponseBody(
                answer.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8),
            Map$.MODULE$.empty(),
            false);
    List<Check<Response>> checks = List.copyOf(built(json(idIs1(), hasTitle())));
    return OptionConverters.toJava(
            Check$.MODULE$
                .applyChecks(response, null, CollectionConverters.asScala(checks).toList())
                ._2())
        .map(failure -> failure.message());
  }

  private static List<HttpCheck> built(CheckBuilder... checks) {
    return CollectionConverters.asJava(HttpChecks.toScalaChecks(List.of(checks)));
  }

  /** The keys under which Gatling keeps a parsed answer. */
  private static List<Object> preparers(CheckBuilder... checks) {
    return built(checks).stream()
        .map(HttpCheck::wrapped)
        .<Object>map(check -> ((Check.Default<?, ?, ?>) check).preparer())
        .toList();
  }
}
