package io.openmeet.reference.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.RunningApi;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VitalReportsTest {
  private final ApiClient client = RunningApi.shared().client();

  @Test
  void vitalsBecomeHistogramsInSeconds() {
    String labels = "{view=\"upload\",vital=\"LCP\"";
    double below = client.metric("openmeet_web_vital_seconds_bucket" + labels + ",le=\"2.5\"}");
    double above = client.metric("openmeet_web_vital_seconds_bucket" + labels + ",le=\"3.0\"}");
    double sum = client.metric("openmeet_web_vital_seconds_sum" + labels + "}");
    Answer answer =
        report(
            "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"upload\",\"value\":2600.5},"
                + "{\"vital\":\"CLS\",\"view\":\"upload\",\"value\":0.07}]}");
    assertEquals(204, answer.status());
    assertEquals(
        below, client.metric("openmeet_web_vital_seconds_bucket" + labels + ",le=\"2.5\"}"));
    assertEquals(
        above + 1, client.metric("openmeet_web_vital_seconds_bucket" + labels + ",le=\"3.0\"}"));
    assertEquals(
        sum + 2.6005, client.metric("openmeet_web_vital_seconds_sum" + labels + "}"), 1e-9);
    String shift = "openmeet_web_vital_shift_bucket{view=\"upload\",le=\"%s\"}";
    assertEquals(0, client.metric(shift.formatted("0.05")));
    assertEquals(1, client.metric(shift.formatted("0.1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"vitals\":[]}",
        "{\"vitals\":{}}",
        "{\"vitals\":[1]}",
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\",\"value\":1}],\"more\":1}",
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\",\"value\":1,\"more\":1}]}",
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\"}]}",
        "{\"vitals\":[{\"vital\":\"FID\",\"view\":\"search\",\"value\":1}]}",
        "{\"vitals\":[{\"vital\":\"lcp\",\"view\":\"search\",\"value\":1}]}",
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"admin\",\"value\":1}]}",
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\",\"value\":\"1\"}]}",
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\",\"value\":-0.1}]}",
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\",\"value\":3600001}]}",
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\",\"value\":1e999}]}",
        "{\"vitals\":[{\"vital\":\"CLS\",\"view\":\"search\",\"value\":1001}]}",
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\",\"value\":1}]} ...",
        // The first is right, but a report is counted wholly or not at all.
        "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\",\"value\":1},{\"vital\":\"LCP\"}]}"
      })
  void anythingElseIsRefusedAndNotCounted(String body) {
    Answer answer = report(body);
    assertEquals(400, answer.status());
    assertEquals("bad_request", answer.errorCode());
    assertEquals(
        0, client.metric("openmeet_web_vital_seconds_count{view=\"search\",vital=\"LCP\"}"));
  }

  @Test
  void aReportOfMoreThan4KibIsRefused() {
    String report = "{\"vitals\":[{\"vital\":\"LCP\",\"view\":\"search\",\"value\":1}]}";
    Answer answer = report(report + " ".repeat(4_097 - report.length()));
    assertEquals(413, answer.status());
    assertEquals("A report is larger than 4 KiB.", answer.errorMessage());
  }

  @Test
  void inEachSecondOnlySoManyReportsPass() {
    AtomicLong nanos = new AtomicLong(5);
    RateBound bound = new RateBound(2, nanos::get);
    assertTrue(bound.passes());
    assertTrue(bound.passes());
    assertEquals(false, bound.passes());
    nanos.addAndGet(999_999_999);
    assertEquals(false, bound.passes());
    nanos.incrementAndGet();
    assertTrue(bound.passes());
  }

  private Answer report(String body) {
    return client.post("/client/vitals", null, body);
  }
}
