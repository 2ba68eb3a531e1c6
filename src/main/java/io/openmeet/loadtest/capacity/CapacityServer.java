package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.settings.Property;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A server that receives the load of many runs.
 *
 * @param properties of runs against it, as after -D; its address is among them
 * @param end ends the server, if it was started for the search
 */
public record CapacityServer(Map<String, String> properties, Runnable end) {
  /** Starts a server. */
  @FunctionalInterface
  interface Starter {
    /**
     * Returns when the server is ready.
     *
     * @throws IOException when it does not start; the message is for users
     */
    CapacityServer start() throws IOException, InterruptedException;
  }

  public CapacityServer {
    properties = Map.copyOf(properties);
  }

  /** Without a slash at its end. */
  public URI baseUrl() {
    return URI.create(properties.get(Property.BASE_URL.key()).replaceFirst("/$", ""));
  }
}
