package io.openmeet.reference.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.database.DatabaseSession;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The faults by which the API does more work for the same answers. */
class RegressionFaultsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Labels of one statement or call. */
  private static final String LIST = "query=\"meetings.list\"";

  private static final String READ = "query=\"meetings.read\"";
  private static final String MEETINGS = "route=\"/meetings\"";

  /**
   * What one list of seven meetings costs.
   *
   * @param rows of both statements
   * @param times the bytes sent, as a multiple of the bytes of the same list without the fault
   */
  private record Work(
      int lists, int reads, int rows, boolean readsWholeTable, int copies, long times) {}

  /** The cache is off, so that each call makes its answer and nothing else is made. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // fault, lists, reads, rows, reads the whole table, items with a copy, times the bytes
    "cache=off,      1, 0,  7, false, 0, 1",
    "list=n+1,       1, 7, 14, false, 0, 1",
    "index=off,      1, 0,  7, true,  0, 1",
    "payload=double, 1, 0,  7, false, 7, 2"
  })
  void addsItsOwnWorkAndNoOther(
      String fault, int lists, int reads, int rows, boolean whole, int copies, long times)
      throws Exception {
    try (RunningApi api = RunningApi.start("faults=cache=off," + fault);
        DatabaseSession database = new DatabaseSession(api)) {
      ApiClient client = api.client();
      Session ana = client.loginAsUser(1);
      Answer list = client.get("/meetings?limit=7", ana);

      Work work =
          new Work(
              (int) client.metric("openmeet_database_query_seconds_count{" + LIST + "}"),
              (int) client.metric("openmeet_database_query_seconds_count{" + READ + "}"),
              (int) (rows(client, LIST) + rows(client, READ)),
              blocks(client) >= blocksOfTheTable(database),
              copiesIn(list),
              Math.round(
                  client.metric("openmeet_http_sent_bytes_total{" + MEETINGS + "}")
                      / bytesWithoutCopies(list)));
      assertEquals(new Work(lists, reads, rows, whole, copies, times), work);
      assertEquals(7, list.body().path("items").size());
      Answer search = client.get("/search?q=budget&limit=3", ana);
      assertEquals(copies == 0 ? 0 : 3, copiesIn(search));
      assertEquals(3, search.body().path("items").size());
    }
  }

  private static double rows(ApiClient client, String query) {
    return client.metric("openmeet_database_rows_total{" + query + "}");
  }

  private static double blocks(ApiClient client) {
    String blocks = "openmeet_database_blocks_total{" + LIST + ",source=";
    return client.metric(blocks + "\"buffers\"}") + client.metric(blocks + "\"disk\"}");
  }

  private static long blocksOfTheTable(DatabaseSession database) throws TimeoutException {
    return database
        .run("SELECT pg_relation_size('meetings') / current_setting('block_size')::int")
        .iterator()
        .next()
        .getLong(0);
  }

  /** Items whose field {@code raw} is a copy of their other fields. */
  private static int copiesIn(Answer answer) throws IOException {
    int copies = 0;
    for (JsonNode item : answer.body().path("items")) {
      if (item.has("raw")) {
        JsonNode copy = JSON.readTree(item.path("raw").binaryValue());
        assertEquals(((ObjectNode) item.deepCopy()).without("raw"), copy);
        copies++;
      }
    }
    return copies;
  }

  private static int bytesWithoutCopies(Answer answer) throws IOException {
    JsonNode body = answer.body().deepCopy();
    body.path("items").forEach(item -> ((ObjectNode) item).remove("raw"));
    return JSON.writeValueAsBytes(body).length;
  }
}
