package io.openmeet.reference.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingListTest {
  private final ApiClient client = RunningApi.shared().client();
  private final Session zoe = client.loginAsUser(9);

  @Test
  void theNewestComeFirstAndTheLimitIsKept() {
    JsonNode recordings = items("/recordings?limit=100&status=expired");

    assertEquals(100, recordings.size());
    int last = -1;
    for (JsonNode recording : recordings) {
      assertEquals("expired", recording.path("status").asText());
      // Seeded names end in a number that grows with age; two recordings share each time.
      int pair = Integer.parseInt(recording.path("fileName").asText().replaceAll("\\D", "")) / 2;
      assertTrue(pair >= last, recording.toString());
      last = pair;
    }
    assertEquals(20, items("/recordings").size());
  }

  @Test
  void aRecordingIsListedAsSoonAsItIsStoredUnderItsStatusAndCategoryOnly() {
    String category = "list-" + System.nanoTime();
    String id = upload(category).field("id");

    for (String path :
        List.of(
            "/recordings?limit=1",
            "/recordings?limit=1&status=stored",
            "/recordings?category=" + category,
            "/recordings?status=stored&category=" + category)) {
      assertEquals(id, items(path).get(0).path("id").asText(), path);
    }
    assertEquals(client.get("/recordings/" + id, zoe).body(), items("/recordings?limit=1").get(0));
    assertEquals(0, items("/recordings?status=archived&category=" + category).size());
    Session stranger = client.loginAsUser(2);
    String strangers = client.get("/recordings?category=" + category, stranger).text();
    assertEquals("{\"items\":[]}", strangers);
    assertEquals(401, client.get("/recordings", null).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status=lost|status must be stored or archived or expired.",
        "category=|category must have 1 to 40 characters.",
        "category=%00|category must not contain control characters.",
        "limit=0|limit must be a whole number from 1 to 100.",
      })
  void aBadQueryIs400(String query, String message) {
    Answer answer = client.get("/recordings?" + query, zoe);

    assertEquals(400, answer.status());
    assertEquals(message, answer.errorMessage());
  }

  private JsonNode items(String path) {
    return client.get(path, zoe).body().path("items");
  }

  private Answer upload(String category) {
    String body =
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.ogg\"\r\n\r\nbytes\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\n"
            + category
            + "\r\n--B--\r\n";
    Answer answer =
        client.send(
            client
                .request("/recordings", zoe)
                .header("Content-Type", "multipart/form-data; boundary=B")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertEquals(201, answer.status(), answer.text());
    return answer;
  }
}
