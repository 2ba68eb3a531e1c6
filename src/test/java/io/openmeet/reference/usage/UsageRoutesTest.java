package io.openmeet.reference.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageRoutesTest {
  private final ApiClient client = RunningApi.shared().client();
  private final Session ana = client.loginAsUser(1);

  @Test
  void theUsersOfAnOrganisationAreSummedByPeriod() {
    // The twenty values of seed.sql: the n-th user has 1 + 7n mod 40 meetings in January and
    // 1 + (7n + 13) mod 40 in February, of 35 minutes each.
    assertEquals(
        "{\"metric\":\"meetings\",\"items\":[{\"period\":\"2025-01-01\",\"value\":410},"
            + "{\"period\":\"2025-02-01\",\"value\":430}]}",
        usage("metric=meetings&from=2025-01-01&to=2025-02-28").text());
    assertEquals(
        "{\"metric\":\"minutes\",\"items\":[{\"period\":\"2025-02-01\",\"value\":15050}]}",
        usage("metric=minutes&from=2025-01-02&to=2025-02-01").text());
  }

  @Test
  void withoutBoundsAllPeriodsAreShown() {
    assertEquals(12, usage("metric=uploads").body().path("items").size());
    assertEquals(3, usage("metric=uploads&from=2025-10-01").body().path("items").size());
    assertEquals(0, usage("metric=uploads&to=2024-12-31").body().path("items").size());
  }

  @Test
  void anotherOrganisationsUsageIsNotCounted() {
    String strangers = "/usage?metric=meetings&to=2025-01-31";
    assertEquals(
        "{\"metric\":\"meetings\",\"items\":[]}", client.get(strangers, client.register()).text());
    assertEquals(401, client.get(strangers, null).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from=2025-01-01|metric is missing.",
        "metric=tea|metric must be meetings or minutes or uploads.",
        "metric=minutes&from=2025-1-1|from must be a day such as 2025-03-01, from 1970 to 2199.",
        "metric=minutes&to=2200-01-01|to must be a day such as 2025-03-01, from 1970 to 2199.",
        "metric=minutes&to=%2B999999999-01-01|to must be a day such as 2025-03-01, from 1970 to 2199.",
        "metric=minutes&from=2025-02-01&to=2025-01-31|to must not be before from.",
      })
  void aBadQueryIs400(String query, String message) {
    Answer answer = usage(query);

    assertEquals(400, answer.status());
    assertEquals(message, answer.errorMessage());
  }

  private Answer usage(String query) {
    return client.get("/usage?" + query, ana);
  }
}
