package io.openmeet.reference.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class IndexesTest {
  /** Scans of each index that does not belong to a key. */
  private static final String SCANS =
      "SELECT indexrelname, idx_scan FROM pg_stat_user_indexes WHERE schemaname = 'openmeet'"
          + " AND indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u'))";

  /** One call for each index. */
  private static final List<String> CALLS = List.of("/meetings", "/search?q=budget%20-");

  private final RunningApi api = RunningApi.shared();
  private final ApiClient client = api.client();

  @Test
  void theApisCallsUseEachIndex() throws Exception {
    Session ana = client.loginAsUser(1);
    String meeting = client.createMeeting(ana, "m", "2030-01-01T00:00:00Z").field("id");
    try (DatabaseSession database = new DatabaseSession(api)) {
      Map<String, Long> before = scans(database);
      assertEquals(before.keySet(), namesInTheReadme());

      // A connection reports its counts a second later, when it is used again.
      Set<String> unused = new TreeSet<>(before.keySet());
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      for (int round = 0; !unused.isEmpty() && System.nanoTime() < deadline; round++) {
        // After a write this user gets no cached answers, except from searches.
        client.put("/meetings/" + meeting, ana, Map.of("title", "m" + round));
        for (String call : CALLS) {
          // Another search each time, because searches are cached even then.
          String path = call.endsWith("-") ? call + "x" + round : call;
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

  /** The first column of the README's table of indexes. */
  private static Set<String> namesInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("src/test/java/io/openmeet/reference/README.md"));
    String table = readme.substring(readme.indexOf("| Index |"));
    Set<String> names = new TreeSet<>();
    for (String line : table.lines().skip(2).takeWhile(row -> row.startsWith("|")).toList()) {
      names.add(line.split("`")[1]);
    }
    return names;
  }

  private static Map<String, Long> scans(DatabaseSession database) throws TimeoutException {
    Map<String, Long> scans = new TreeMap<>();
    for (Row row : database.run(SCANS)) {
      scans.put(row.getString(0), row.getLong(1));
    }
    return scans;
  }
}
