package io.openmeet.loadtest.journeys;

import io.gatling.core.check.Check;
import io.gatling.core.check.CheckMaterializer;
import io.gatling.core.json.JsonParsers;
import io.gatling.http.check.HttpCheck;
import io.gatling.http.check.body.HttpBodyJsonPathCheckMaterializer;
import io.gatling.http.response.Response;
import io.gatling.javaapi.core.CheckBuilder;
import java.util.Arrays;

/**
 * Gatling's {@code jsonPath} checks of an HTTP answer, which parse it once.
 *
 * <p>Gatling keeps a parsed answer for all checks with the same preparer, but makes a new preparer
 * for each check, so it parses the answer once per check. Here all checks share one preparer.
 *
 * @see <a
 *     href="https://github.com/gatling/gatling/blob/v3.15.1/gatling-core/src/main/scala/io/gatling/core/check/Check.scala">where
 *     Gatling keeps the parsed answer</a>
 */
final class JsonChecks {
  private static final CheckMaterializer<?, HttpCheck, Response, ?> SHARED =
      HttpBodyJsonPathCheckMaterializer.instance(new JsonParsers());

  private JsonChecks() {}

  /**
   * @param jsonPaths made by {@code CoreDsl.jsonPath}
   */
  static CheckBuilder[] json(CheckBuilder... jsonPaths) {
    return Arrays.stream(jsonPaths).map(Shared::new).toArray(CheckBuilder[]::new);
  }

  private record Shared(CheckBuilder jsonPath) implements CheckBuilder {
    @Override
    public io.gatling.core.check.CheckBuilder<?, ?> asScala() {
      return new SharedPreparer<>(jsonPath.asScala());
    }

    @Override
    public CheckType type() {
      return jsonPath.type();
    }
  }

  private record SharedPreparer<T, P>(io.gatling.core.check.CheckBuilder<T, P> jsonPath)
      implements io.gatling.core.check.CheckBuilder<T, P> {
    @Override
    @SuppressWarnings("unchecked") // an HTTP request only uses checks of HTTP answers
    public <C extends Check<R>, R> C build(CheckMaterializer<T, C, R, P> ignored) {
      return jsonPath.build((CheckMaterializer<T, C, R, P>) SHARED);
    }
  }
}
