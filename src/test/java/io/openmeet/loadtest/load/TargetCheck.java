package io.openmeet.loadtest.load;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a simulation asks of its target before it sends any load. */
@FunctionalInterface
public interface TargetCheck {
  /** The target, for a few requests one after another. */
  interface Client {
    /** Without a slash at its end. */
    URI baseUrl();

    /**
     * @param path below {@link #baseUrl}, with a slash at its beginning
     * @throws io.openmeet.loadtest.settings.ConfigurationException when there is no answer
     */
    HttpResponse<String> post(String path, String json);
  }

  /**
   * @param untilWindowCloses the longest time from the first sign-in until the window closes
   * @throws io.openmeet.loadtest.settings.ConfigurationException when the target is not as the
   *     simulation needs it: what was expected, what was found, and what to do
   */
  void check(Client target, Duration untilWindowCloses);
}
