package io.openmeet.reference.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SlowQueriesTest {
  private static final Query LIST = new Query("things.list", "SELECT $1");
  private static final Query READ = new Query("things.read", "SELECT $2");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> asked = new ArrayList<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(SlowQueries.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
  }

  @AfterEach
  void restore() {
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  @Test
  void onlyWhatTakesLongerThanTheThresholdIsSlow() {
    SlowQueries slow = slowQueries(query -> Future.succeededFuture("plan"));

    slow.note(LIST, TimeUnit.MILLISECONDS.toNanos(100));
    assertEquals(List.of(), logged());

    slow.note(LIST, TimeUnit.MILLISECONDS.toNanos(100) + 1);
    assertEquals(
        List.of("things.list took 100 ms, more than 100 ms: SELECT $1 /* things.list */\nplan"),
        logged());
    assertEquals(1, count("things.list"));
  }

  @Test
  void eachStatementIsAskedForItsPlanAndLoggedOnce() {
    SlowQueries slow = slowQueries(query -> Future.succeededFuture("plan of " + query.name()));

    for (int i = 0; i < 5; i++) {
      slow.note(LIST, TimeUnit.SECONDS.toNanos(i + 1));
    }
    slow.note(READ, TimeUnit.SECONDS.toNanos(9));

    assertEquals(List.of("things.list", "things.read"), asked);
    assertEquals(
        List.of(
            "things.list took 1000 ms, more than 100 ms: SELECT $1 /* things.list */\nplan of things.list",
            "things.read took 9000 ms, more than 100 ms: SELECT $2 /* things.read */\nplan of things.read"),
        logged());
    assertEquals(5, count("things.list"));
    assertEquals(1, count("things.read"));
  }

  @Test
  void nobodyWaitsForAPlanAndNobodyMindsWhenThereIsNone() {
    Promise<String> late = Promise.promise();
    SlowQueries slow = slowQueries(query -> late.future());

    slow.note(LIST, TimeUnit.SECONDS.toNanos(1));
    slow.note(LIST, TimeUnit.SECONDS.toNanos(1));
    assertEquals(List.of("things.list"), asked);
    assertEquals(List.of(), logged());
    late.fail("no such thing");

    assertEquals(
        List.of(
            "things.list took 1000 ms, more than 100 ms: SELECT $1 /* things.list */\n"
                + "Its plan is not available: no such thing"),
        logged());
    assertEquals(2, count("things.list"));
  }

  private SlowQueries slowQueries(Function<Query, Future<String>> planner) {
    return new SlowQueries(
        Duration.ofMillis(100),
        query -> {
          asked.add(query.name());
          return planner.apply(query);
        },
        registry);
  }

  private List<String> logged() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private double count(String query) {
    return registry.get("openmeet.database.slow.queries").tag("query", query).counter().count();
  }
}
