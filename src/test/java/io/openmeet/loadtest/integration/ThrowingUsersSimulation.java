package io.openmeet.loadtest.integration;

import static io.gatling.javaapi.core.CoreDsl.exec;

import java.util.concurrent.atomic.AtomicLong;

/** Every fiftieth user fails by itself, before its request. */
public class ThrowingUsersSimulation extends KnownServerSimulation {
  private static final int REQUESTS_PER_SECOND = 5_000;
  private static final int EVERY = 50;
  private static final AtomicLong USERS = new AtomicLong();

  public ThrowingUsersSimulation() {
    super(
        REQUESTS_PER_SECOND,
        exec(
            session -> {
              if (USERS.incrementAndGet() % EVERY == 0) {
                throw new IllegalStateException("no seat is left");
              }
              return session;
            }));
  }
}
