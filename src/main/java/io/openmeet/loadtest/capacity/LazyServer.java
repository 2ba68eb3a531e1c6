package io.openmeet.loadtest.capacity;

import java.io.IOException;

/** A server that is started when it is first needed: a search without a trial needs none. */
final class LazyServer implements AutoCloseable {
  private final CapacityServer.Starter starter;
  private CapacityServer server;

  LazyServer(CapacityServer.Starter starter) {
    this.starter = starter;
  }

  CapacityServer get() throws IOException, InterruptedException {
    if (server == null) {
      server = starter.start();
    }
    return server;
  }

  @Override
  public void close() {
    if (server != null) {
      server.end().run();
    }
  }
}
