package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.results.BrowserFigures.Percentile;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.statistics.Required;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one person measured who used the web client several times, one visit after another, without
 * load: a file that the load side writes.
 *
 * @param startedAt in UTC
 * @param browser name and version
 * @param figures of all documents of all visits
 */
public record ClientVisits(
    String startedAt,
    String browser,
    RunEnvironment environment,
    Map<PageFigure, Percentile> figures) {
  public ClientVisits {
    Required.that(startedAt != null && !startedAt.isBlank(), "startedAt", "a time", startedAt);
    Required.that(browser != null && !browser.isBlank(), "browser", "a text", browser);
    Required.that(environment != null, "environment", "{...}", null);
    Required.that(
        figures != null
            && !figures.isEmpty()
            && figures.values().stream().allMatch(Objects::nonNull),
        "figures",
        "a percentile or more",
        figures);
    // Files list them in this order.
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  /** Of all visits. */
  public long documents() {
    return figures.values().iterator().next().visits();
  }

  /**
   * @throws ConfigurationException when the file is missing or malformed; the message names the key
   */
  public static ClientVisits read(Path file) throws IOException {
    return StudyJson.read(file, ClientVisits.class, "remove its folder, and start again");
  }

  /** Writes the whole file or nothing. */
  public void write(Path file) throws IOException {
    StudyJson.write(this, file);
  }
}
