package io.openmeet.loadtest.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostBookTest {
  @TempDir Path folder;

  /** The message after the file's name. */
  private String refusal(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("costs.json"), json);
    String message =
        assertThrows(ConfigurationException.class, () -> CostBook.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    return message.substring(file.toString().length());
  }

  private static String projects() throws IOException {
    return Files.readString(CostBook.FILE);
  }

  @Test
  void theProjectsFileIsMarkedAsAnExample() throws IOException {
    CostBook book = CostBook.read(CostBook.FILE);

    assertTrue(book.note().startsWith("Example prices"), book.note());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "\"usdPerSentGb\": 0.09 ! \"usdPerSentGb\": -1 ! : prices.usdPerSentGb: expected a number of 0 or more, found -1.0.",
        "\"usdPerSentGb\": 0.09 ! \"usdPerSentGb\": \"0.09\" ! : prices.usdPerSentGb: expected a number.",
        "\"usdPerSentGb\": 0.09 ! \"usdPerSentGb\": 0.09, \"usdPerSentGB\": 0.09 ! : prices.usdPerSentGB: unknown key; the known keys are usdPerMemoryGbHour, usdPerSentGb, usdPerVcpuHour.",
        ", \"usdPerSentGb\": 0.09 ! '' ! : prices.usdPerSentGb: expected a value, found none.",
        "\"peakToMeanRatio\": 3 ! \"peakToMeanRatio\": 0.5 ! : traffic.peakToMeanRatio: expected a number of 1 or more, found 0.5.",
        "\"requestsPerMonth\": 500000000 ! \"requestsPerMonth\": null ! : traffic.requestsPerMonth: expected a value, found none.",
        "\"cpuRatioAtPeak\": 0.6 ! \"cpuRatioAtPeak\": 60 ! : cpuRatioAtPeak: expected a number above 0 and at most 1, found 60.0.",
        "\"cpuRatioAtPeak\": 0.6 ! \"cpuRatioAtPeak\": 0 ! : cpuRatioAtPeak: expected a number above 0 and at most 1, found 0.0.",
        "\"cache\": {\"vcpus\": 1 ! \"cache\": {\"vcpus\": 0 ! : instances: vcpus: expected a number above 0, found 0.0.",
        "\"cache\": {\"vcpus\": 1, \"memoryGb\": 2} ! \"cache\": null ! : instances.cache: expected {...}, found null."
      })
  void namesTheKeyAndWhatIsExpected(String before, String after, String message)
      throws IOException {
    String changed = projects().replace(before, after);
    assertTrue(!changed.equals(projects()), before + " is not in the file");

    assertEquals(message, refusal(changed));
  }

  @Test
  void refusesAKeyThatOccursTwiceAndTextThatIsNotJson() throws IOException {
    assertTrue(
        refusal(projects().replace("\"note\"", "\"cpuRatioAtPeak\": 0.5,\n\"note\""))
            .contains("Duplicate field 'cpuRatioAtPeak'"));
    assertTrue(refusal("{\n\"note\": oops}").startsWith(" line 2: is not JSON:"));
    assertEquals(": expected {...}, found null.", refusal("null"));
  }

  @Test
  void saysWhatToDoWithoutAFile() {
    Path missing = folder.resolve("none.json");

    assertEquals(
        missing
            + ": expected a JSON file, found none; restore the project's ci/costs.json, or write one like it.",
        assertThrows(ConfigurationException.class, () -> CostBook.read(missing)).getMessage());
  }
}
