package io.openmeet.loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.feeders.Feeders.User;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.util.Map;

/** Makes sure that the feeder's users have accounts at the target, before load is sent. */
public final class SignInCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SignInCheck() {}

  /**
   * @throws ConfigurationException when the user cannot log in
   */
  public static void of(Target target, User user) {
    int status = target.post("/auth/login", credentials(user));
    if (status != 200) {
      throw new ConfigurationException(
          "feeders/users.csv line 2: expected 200 when %s logs in at %s, found %d; make the accounts of that file at the target, or put the target's into the file."
              .formatted(user.email(), target.baseUrl(), status));
    }
  }

  private static String credentials(User user) {
    try {
      return JSON.writeValueAsString(Map.of("email", user.email(), "password", user.password()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts can always be written", impossible);
    }
  }
}
