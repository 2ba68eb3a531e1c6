package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.simulations.BrowserSimulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserSimulationIT {
  @TempDir Path results;

  @Test
  void switchedOffItSaysSoInALineAndIsNoFailure() throws Exception {
    ForkedSimulation.Result run =
        ForkedSimulation.run(BrowserSimulation.class, results, Map.of("browser", "off"));

    assertEquals(0, run.exitCode(), run.output());
    assertEquals(
        List.of("BrowserSimulation is left out: -Dbrowser=off."), run.lines("BrowserSimulation"));
    assertFalse(run.output().contains("reference API"), run.output());
  }

  /** Which verdict it has depends on the machine: two cores are few for load and browser. */
  @Test
  void usersVisitUnderLoadAndWithoutItAndTheDifferenceIsInTheResults() throws Exception {
    assumeTrue(Chromium.find().isPresent(), "no Chromium on the PATH");
    ForkedSimulation.Result run =
        ForkedSimulation.run(BrowserSimulation.class, results, Map.of("browser", "on"));

    JsonNode result =
        JsonMapper.builder().build().readTree(run.runFolder().resolve("results.json").toFile());
    JsonNode browser = result.path("browser");
    assertEquals(
        List.of("LCP", "INP", "CLS", "TTFB", "FCP", "INTERACTIVE", "RECEIVED_BYTES"),
        StreamSupport.stream(browser.path("figures").spliterator(), false)
            .map(figure -> figure.path("name").asText())
            .toList());
    for (JsonNode figure : browser.path("figures")) {
      assertAll(
          () -> assertTrue(figure.at("/loaded/visits").asInt() >= 4, figure::toString),
          () -> assertTrue(figure.at("/control/visits").asInt() >= 4, figure::toString),
          () -> assertEquals(0, figure.at("/loaded/withoutValue").asInt(), figure::toString),
          () -> assertTrue(figure.at("/loaded/p75").isNumber(), figure::toString));
    }
    for (JsonNode level : result.path("slas")) {
      assertTrue(level.path("actual").isNumber(), level::toString);
    }
    assertTrue(browser.at("/api/secondsWithout").asInt() > 0, browser::toString);
    assertTrue(browser.at("/api/secondsWith").asInt() > 0, browser::toString);
    assertTrue(browser.path("cpuRatio").asDouble() > 0, browser::toString);
    assertTrue(
        Files.readString(run.runFolder().resolve("scorecard.html")).contains("In the browser"));
  }
}
