package io.openmeet.loadtest.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSettingsTest {
  private static final URI BASE = URI.create("https://openmeet.example/api/v1");

  @ParameterizedTest
  @CsvSource({
    "/health, https://openmeet.example/api/v1/health",
    "/, https://openmeet.example/api/v1/",
    "/actuator/prometheus?tags=all, https://openmeet.example/api/v1/actuator/prometheus?tags=all",
    "http://10.0.0.7:9100/metrics, http://10.0.0.7:9100/metrics",
    "https://openmeet.example/up, https://openmeet.example/up"
  })
  void aPathIsBelowTheTargetAndAnAddressStandsAlone(String address, URI whole) {
    assertEquals(whole, TargetSettings.below(BASE, address));
  }

  @Test
  void aTargetNeedsNeitherHealthNorMetrics() {
    TargetSettings target = target("target.health", "none", "target.metrics", "none");

    assertEquals(Optional.empty(), target.health());
    assertEquals(List.of(), target.metrics());
  }

  @Test
  void eachInstanceHasItsMetrics() {
    assertEquals(
        List.of("http://a/metrics", "http://b/metrics"),
        target("target.metrics", "http://a/metrics, http://b/metrics,").metrics());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"health", "ftp://host/health", "/he alth", "/a#b", "none,/health", "http://"})
  void refusesWhatIsNoAddress(String address) {
    assertEquals(
        "-Dtarget.health: expected a path such as /health, an address such as http://host:port/health, or none, found \"%s\"."
            .formatted(address.split(",")[0]),
        refusal("target.health", address));
  }

  @Test
  void doesNotEchoThePasswordOfAnAddress() {
    assertEquals(
        "-Dtarget.metrics: expected a path such as /metrics, an address such as http://host:port/metrics, or none, found \"...@host/metrics\".",
        refusal("target.metrics", "http://alice:secret@host/metrics"));
  }

  @Test
  void healthHasOneAddress() {
    assertEquals(
        "-Dtarget.health: expected one address, found 2; name only one.",
        refusal("target.health", "/up,/ready"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"target.health", "target.metrics"})
  void theReferenceApiHasItsOwn(String key) {
    Properties properties = new Properties();
    properties.setProperty(key, "none");
    assertEquals(
        "-D%s: expected -DbaseUrl in addition, found none; leave -D%1$s out, because the addresses of the reference API are known."
            .formatted(key),
        assertThrows(ConfigurationException.class, () -> Settings.from(properties)).getMessage());
  }

  private static TargetSettings target(String... keysAndValues) {
    Properties properties = new Properties();
    properties.setProperty("baseUrl", BASE.toString());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.from(properties).target();
  }

  private static String refusal(String... keysAndValues) {
    return assertThrows(ConfigurationException.class, () -> target(keysAndValues)).getMessage();
  }
}
