package io.openmeet.reference.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SlowQueriesTest {
  private static final Query LIST = new Query("things.list", "SELECT $1");
  private static final Query READ = new Query("things.read", "SELECT $2");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> asked = new ArrayList<>();

  @Test
  void onlyWhatTakesLongerThanTheThresholdIsSlow() {
    SlowQueries slow = slowQueries(query -> Future.succeededFuture("plan"));

    slow.note(LIST, TimeUnit.MILLISECONDS.toNanos(100));
    assertEquals(List.of(), slow.latest());

    slow.note(LIST, TimeUnit.MILLISECONDS.toNanos(100) + 1);
    assertEquals(1, slow.latest().size());
    assertEquals(100, slow.latest().get(0).milliseconds());
    assertEquals(1, count("things.list"));
  }

  @Test
  void eachStatementIsAskedForItsPlanOnceAMinuteAndAllOfItsEntriesShowIt() {
    SlowQueries slow = slowQueries(query -> Future.succeededFuture("plan of " + query.name()));

    for (int i = 0; i < 5; i++) {
      slow.note(LIST, TimeUnit.SECONDS.toNanos(i + 1));
    }
    slow.note(READ, TimeUnit.SECONDS.toNanos(9));

    assertEquals(List.of("things.list", "things.read"), asked);
    assertEquals(List.of(9_000L, 5_000L, 4_000L, 3_000L, 2_000L, 1_000L), milliseconds(slow));
    assertEquals("plan of things.read", slow.latest().get(0).plan());
    slow.latest().stream()
        .skip(1)
        .forEach(entry -> assertEquals("plan of things.list", entry.plan()));
    assertEquals(5, count("things.list"));
    assertEquals(1, count("things.read"));
  }

  @Test
  void nobodyWaitsForAPlanAndNobodyMindsWhenThereIsNone() {
    Promise<String> late = Promise.promise();
    SlowQueries slow = slowQueries(query -> late.future());

    slow.note(LIST, TimeUnit.SECONDS.toNanos(1));
    assertNull(slow.latest().get(0).plan());
    late.fail("no such thing");

    assertNull(slow.latest().get(0).plan());
    assertEquals(1, count("things.list"));
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

  private static List<Long> milliseconds(SlowQueries slow) {
    return slow.latest().stream().map(SlowQueries.SlowQuery::milliseconds).toList();
  }

  private double count(String query) {
    return registry.get("openmeet.database.slow.queries").tag("query", query).counter().count();
  }
}
