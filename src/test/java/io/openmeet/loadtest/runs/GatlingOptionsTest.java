package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatlingOptionsTest {
  private static void check(String key, String value) {
    Properties properties = new Properties();
    properties.setProperty(key, value);
    GatlingOptions.check(properties);
  }

  @ParameterizedTest
  @CsvSource({"gatling.sameProcess, false", "gatling.http.requestTimeout, 10000"})
  void whatWorksIsTaken(String key, String value) {
    assertDoesNotThrow(() -> check(key, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gatling.resultsFolder",
        "gatling.core.directory.results",
        "gatling.simulationsFolder",
        "gatling.resourcesFolder"
      })
  void whatWouldChangeNothingIsRefusedByName(String key) {
    String refusal = assertThrows(ConfigurationException.class, () -> check(key, "x")).getMessage();

    assertTrue(
        refusal.startsWith("-D" + key + ": has no effect here; leave it out, and "), refusal);
  }

  @Test
  void aRunThatWouldEndMavensJvmIsRefused() {
    assertEquals(
        "-Dgatling.sameProcess: the end of a run would end Maven's JVM; leave it out, and debug with MAVEN_OPTS or JDK_JAVA_OPTIONS.",
        assertThrows(ConfigurationException.class, () -> check("gatling.sameProcess", "true"))
            .getMessage());
  }
}
