package io.openmeet.reference.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class IndexesTest {
  /** Scans of each index that no key made. */
  private static final String SCANS =
      "SELECT indexrelname, idx_scan FROM pg_stat_user_indexes WHERE schemaname = 'openmeet'"
          + " AND indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u'))";

  /** One call for each index. The limits are unusual ones, so that no answer is in the cache. */
  private static final List<String> CALLS =
      List.of(
          "/meetings?limit=33",
          "/meetings?limit=33&type=review",
          "/meetings?limit=33&status=scheduled",
          "/meetings?limit=33&createdBy=me&status=completed",
          "/analytics/summary",
          "/search?limit=33&q=budget",
          "/search?limit=33&in=summaries&q=budget",
          "/usage?metric=minutes&from=2025-03-01&to=2025-08-31",
          "/recordings?limit=33",
          "/recordings?limit=33&status=archived",
          "/recordings?limit=33&category=review",
          "/deals?limit=33",
          "/deals?limit=33&stage=won");

  private final RunningApi api = RunningApi.shared();
  private final ApiClient client = api.client();

  @Test
  void thereAreFifteenAndTheApisCallsUseEachOfThem() throws Exception {
    Session ana = client.loginAsUser(1);
    List<String> scored = scored(ana);
    String meeting = client.createMeeting(ana, "m", "2030-01-01T00:00:00Z").field("id");
    try (DatabaseSession database = new DatabaseSession(api)) {
      Map<String, Long> before = scans(database);
      assertEquals(15, before.size(), before.toString());

      // A connection tells its counts a second later, when it is used again.
      Set<String> unused = new TreeSet<>(before.keySet());
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
      for (int round = 0; !unused.isEmpty() && System.nanoTime() < deadline; round++) {
        // Who has just written is not given cached answers, except by searches.
        client.put("/meetings/" + meeting, ana, Map.of("title", "m" + round));
        for (String call : CALLS) {
          String path = call.replace("/search?limit=33", "/search?limit=" + (11 + round % 40));
          assertEquals(200, client.get(path, ana).status(), path);
        }
        for (String path : scored) {
          assertEquals(200, client.get(path, ana).status(), path);
        }
        Map<String, Long> now = scans(database);
        unused.removeIf(name -> now.get(name) > before.get(name));
      }

      assertTrue(unused.isEmpty(), "not used by any call: " + unused);
    } finally {
      client.delete("/meetings/" + meeting, ana);
    }
  }

  /** A deal with scorecards, and a meeting with scorecards. */
  private List<String> scored(Session ana) {
    for (var deal : client.get("/deals?limit=100", ana).body().path("items")) {
      String path = "/deals/" + deal.path("id").asText();
      var scorecards = client.get(path, ana).body().path("scorecards");
      if (!scorecards.isEmpty()) {
        return List.of(
            path, "/meetings/" + scorecards.get(0).path("meetingId").asText() + "/scorecards");
      }
    }
    throw new AssertionError("no deal has a scorecard");
  }

  private static Map<String, Long> scans(DatabaseSession database) throws TimeoutException {
    Map<String, Long> scans = new TreeMap<>();
    for (Row row : database.run(SCANS)) {
      scans.put(row.getString(0), row.getLong(1));
    }
    return scans;
  }
}
