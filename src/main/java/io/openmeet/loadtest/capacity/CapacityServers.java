package io.openmeet.loadtest.capacity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The servers that a search needs; each is started when the first trial needs it. */
public interface CapacityServers {
  /** The target. */
  CapacityServer target() throws IOException, InterruptedException;

  /**
   * The server for the injector's own limit.
   *
   * @param target from which it gets its answers
   * @param output file for its output
   */
  CapacityServer bareHandler(URI target, Path output) throws IOException, InterruptedException;
}
