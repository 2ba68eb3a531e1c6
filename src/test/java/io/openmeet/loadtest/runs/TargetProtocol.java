package io.openmeet.loadtest.runs;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.net.URI;

/** How users talk to the target, unless a scenario changes it. */
final class TargetProtocol {
  private static final String USER_AGENT = "openmeet-loadtest";

  /** Received messages that a user keeps until the journey reads them. */
  private static final int UNMATCHED_MESSAGES = 256;

  private TargetProtocol() {}

  static HttpProtocolBuilder of(URI target) {
    String baseUrl = target.toString();
    return http.baseUrl(baseUrl)
        .wsBaseUrl(baseUrl.replaceFirst("(?i)^http", "ws"))
        .acceptHeader("application/json")
        .userAgentHeader(USER_AGENT)
        .disableAutoReferer()
        .disableCaching()
        // A redirect could lead to a host that the user did not allow.
        .disableFollowRedirect()
        .wsUnmatchedInboundMessageBufferSize(UNMATCHED_MESSAGES);
  }
}
