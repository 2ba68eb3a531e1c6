package io.openmeet.reference.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.database.DatabaseSession;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the counts that the database keeps with counts of the meetings. */
class MeetingCountsTest {
  /** The database keeps the counts, or a query counts the meetings. */
  private static final boolean KEPT = true;

  private static final boolean MADE = false;
  private static final List<String> TYPES = List.of("demo", "review", "standup");
  private static final List<String> STATUSES = List.of("cancelled", "completed", "scheduled");
  private static final int WRITERS = 8;
  private static final int WRITES = 150;

  private final RunningApi api = RunningApi.shared();
  private final ApiClient client = api.client();
  private DatabaseSession database;

  @BeforeEach
  void connect() throws TimeoutException {
    database = new DatabaseSession(api);
  }

  @AfterEach
  void disconnect() throws TimeoutException {
    database.close();
  }

  @Test
  void readsTheCountsAndNoMeeting() throws TimeoutException {
    String organisation = client.loginAsUser(1).organisationId();

    assertTrue(plan(MADE, organisation).contains(" on meetings"), plan(MADE, organisation));
    assertTrue(plan(KEPT, organisation).contains(" on meeting_counts"), plan(KEPT, organisation));
    assertFalse(plan(KEPT, organisation).contains(" on meetings"), plan(KEPT, organisation));
  }

  @Test
  void hasCountedTheSeededMeetings() throws TimeoutException {
    for (Row row : database.run("SELECT id::text FROM organisations")) {
      assertEquals(rows(MADE, row.getString(0)), rows(KEPT, row.getString(0)));
    }
  }

  @Test
  void followsEachChangeOfAMeeting() throws TimeoutException {
    Session one = client.register();
    Session two = client.register();
    insert(one, "demo", 10);
    insert(one, "demo", 20);
    insert(one, "review", 40);
    assertKept(one, "demo scheduled 2 30", "review scheduled 1 40");

    change(one, "status = 'completed' WHERE duration_minutes = 20");
    change(one, "title = 'renamed' WHERE true");
    assertKept(one, "demo completed 1 20", "demo scheduled 1 10", "review scheduled 1 40");

    change(one, "duration_minutes = 15 WHERE duration_minutes = 10");
    change(one, "type = 'review', duration_minutes = 0 WHERE duration_minutes = 20");
    assertKept(one, "demo scheduled 1 15", "review completed 1 0", "review scheduled 1 40");

    change(one, "organisation_id = '" + two.organisationId() + "' WHERE duration_minutes = 40");
    assertKept(one, "demo scheduled 1 15", "review completed 1 0");
    assertKept(two, "review scheduled 1 40");

    // Several rows at once, from one count into another.
    change(one, "type = 'demo', status = 'scheduled' WHERE true");
    assertKept(one, "demo scheduled 2 15");

    database.run("DELETE FROM meetings WHERE organisation_id = '" + one.organisationId() + "'");
    assertKept(one);
    assertKept(two, "review scheduled 1 40");
  }

  @Test
  void forgetsWhatIsRolledBack() throws TimeoutException {
    Session session = client.register();
    insert(session, "demo", 10);

    database.run("BEGIN");
    insert(session, "demo", 5);
    change(session, "status = 'completed' WHERE true");
    assertKept(session, "demo completed 2 15");
    database.run("ROLLBACK");

    assertKept(session, "demo scheduled 1 10");
  }

  @Test
  void agreesWithTheMeetingsAfterManyWritersAtOnce() throws Exception {
    Session session = client.register();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Random random = new Random(i);
        running.add(writers.submit(() -> write(session, random)));
      }
      for (Future<?> writer : running) {
        writer.get(60, TimeUnit.SECONDS);
      }
    } finally {
      writers.shutdownNow();
    }

    assertEquals(rows(MADE, session.organisationId()), rows(KEPT, session.organisationId()));
    assertFalse(rows(KEPT, session.organisationId()).isEmpty());
  }

  @Test
  void countsWhatAStartWithoutCountsHasLeft() {
    String server =
        "databaseUrl=postgresql://postgres@127.0.0.1:" + api.databasePort() + "/postgres";
    try (RunningApi baseline = RunningApi.start(server, "tuning=baseline")) {
      Session session = baseline.client().loginAsUser(1);
      baseline.client().createMeeting(session, "m", "2030-01-01T00:00:00Z");
    }

    try (RunningApi optimized = RunningApi.start(server, "keepData=true")) {
      Session session = optimized.client().loginAsUser(1);
      assertEquals("2001", optimized.client().get("/analytics/summary", session).field("meetings"));
      optimized.client().createMeeting(session, "m", "2030-01-01T00:00:00Z");
      assertEquals("2002", optimized.client().get("/analytics/summary", session).field("meetings"));
    }
  }

  /** Creates, changes and deletes its own meetings; the writes of others change the same counts. */
  private void write(Session session, Random random) {
    List<String> meetings = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      int choice = random.nextInt(10);
      if (choice < 3 || meetings.isEmpty()) {
        var created = client.createMeeting(session, "m", "2030-01-01T00:00:00Z");
        assertEquals(201, created.status(), created.text());
        meetings.add("/meetings/" + created.field("id"));
      } else if (choice < 8) {
        var changed = client.put(one(meetings, random), session, change(random));
        assertEquals(200, changed.status(), changed.text());
      } else {
        String meeting = one(meetings, random);
        assertEquals(204, client.delete(meeting, session).status());
        meetings.remove(meeting);
      }
    }
  }

  private static Map<String, Object> change(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Map.of("type", one(TYPES, random));
      case 1 -> Map.of("status", one(STATUSES, random));
      case 2 -> Map.of("durationMinutes", random.nextInt(200));
      default ->
          Map.of("type", one(TYPES, random), "status", one(STATUSES, random), "title", "other");
    };
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private void insert(Session session, String type, int minutes) throws TimeoutException {
    database.run(
        "INSERT INTO meetings SELECT gen_random_uuid(), '%s', 'm', '%s', 'scheduled', now(), %d, '%s'"
            .formatted(session.organisationId(), type, minutes, session.userId()));
  }

  /** Changes meetings of the session's organisation. */
  private void change(Session session, String settingAndCondition) throws TimeoutException {
    database.run(
        "UPDATE meetings SET %s AND organisation_id = '%s'"
            .formatted(settingAndCondition, session.organisationId()));
  }

  private void assertKept(Session session, String... expected) throws TimeoutException {
    assertEquals(new TreeSet<>(List.of(expected)), rows(KEPT, session.organisationId()));
    assertEquals(new TreeSet<>(List.of(expected)), rows(MADE, session.organisationId()));
  }

  private TreeSet<String> rows(boolean counted, String organisation) throws TimeoutException {
    TreeSet<String> rows = new TreeSet<>();
    for (Row row : database.run(sql(counted, organisation))) {
      rows.add(
          "%s %s %d %d"
              .formatted(row.getString(0), row.getString(1), row.getLong(2), row.getLong(3)));
    }
    return rows;
  }

  private String plan(boolean counted, String organisation) throws TimeoutException {
    List<String> lines = new ArrayList<>();
    for (Row row : database.run("EXPLAIN " + sql(counted, organisation))) {
      lines.add(row.getString(0));
    }
    return String.join("\n", lines);
  }

  private static String sql(boolean counted, String organisation) {
    return AnalyticsRoutes.query(counted).sql().replace("$1", "'" + organisation + "'");
  }
}
