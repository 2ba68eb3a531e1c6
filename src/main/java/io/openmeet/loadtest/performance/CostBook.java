package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.statistics.Required;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Prices, instances and traffic of a service: the content of {@code ci/costs.json}. Prices are in
 * US dollars.
 *
 * @param note where the prices come from, a sentence; the report repeats it
 * @param traffic that the service has to carry
 * @param cpuRatioAtPeak share of the bought CPU that is used when traffic is highest, 0-1, 0
 *     exclusive: the rest is room for bursts
 */
public record CostBook(
    String note, Prices prices, Instances instances, Traffic traffic, double cpuRatioAtPeak) {
  /** In the project. */
  public static final Path FILE = Path.of("ci", "costs.json");

  /** US dollars. A GB is 10^9 bytes. */
  public record Prices(double usdPerVcpuHour, double usdPerMemoryGbHour, double usdPerSentGb) {
    public Prices {
      notBelow0(usdPerVcpuHour, "prices.usdPerVcpuHour");
      notBelow0(usdPerMemoryGbHour, "prices.usdPerMemoryGbHour");
      notBelow0(usdPerSentGb, "prices.usdPerSentGb");
    }
  }

  /** The size of one instance of each part of the service. */
  public record Instances(Instance api, Instance database, Instance cache, Instance monitoring) {
    public Instances {
      present(api, "instances.api");
      present(database, "instances.database");
      present(cache, "instances.cache");
      present(monitoring, "instances.monitoring");
    }
  }

  /** A machine that is bought as a whole. */
  public record Instance(double vcpus, double memoryGb) {
    public Instance {
      above0(vcpus, "instances: vcpus");
      notBelow0(memoryGb, "instances: memoryGb");
    }
  }

  /**
   * @param peakToMeanRatio the highest rate of requests, divided by the month's mean; 1 or more
   */
  public record Traffic(double requestsPerMonth, double peakToMeanRatio) {
    public Traffic {
      above0(requestsPerMonth, "traffic.requestsPerMonth");
      Required.that(
          peakToMeanRatio >= 1 && Double.isFinite(peakToMeanRatio),
          "traffic.peakToMeanRatio",
          "a number of 1 or more",
          peakToMeanRatio);
    }
  }

  public CostBook {
    Required.that(note != null && !note.isBlank(), "note", "a sentence", note);
    present(prices, "prices");
    present(instances, "instances");
    present(traffic, "traffic");
    Required.that(
        cpuRatioAtPeak > 0 && cpuRatioAtPeak <= 1,
        "cpuRatioAtPeak",
        "a number above 0 and at most 1",
        cpuRatioAtPeak);
  }

  /**
   * @throws ConfigurationException when the file is missing or malformed; the message names the key
   */
  public static CostBook read(Path file) throws IOException {
    return StudyJson.read(
        file, CostBook.class, "restore the project's %s, or write one like it".formatted(FILE));
  }

  private static void present(Object value, String key) {
    Required.that(value != null, key, "{...}", null);
  }

  private static void notBelow0(double value, String key) {
    Required.that(value >= 0 && Double.isFinite(value), key, "a number of 0 or more", value);
  }

  private static void above0(double value, String key) {
    Required.that(value > 0 && Double.isFinite(value), key, "a number above 0", value);
  }
}
