package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Locale;
import java.util.function.Function;

/**
 * Compares an address in an answer with the one that was sent, ignoring case, because some servers
 * answer in lower case.
 */
final class EmailCheck {
  private EmailCheck() {}

  /**
   * @param path where the address is in a JSON answer, such as {@code $.user.email}
   */
  static CheckBuilder email(String path, Function<Session, String> expected) {
    return jsonPath(path).transform(EmailCheck::lower).is(expected.andThen(EmailCheck::lower));
  }

  private static String lower(String email) {
    return email.toLowerCase(Locale.ROOT);
  }
}
