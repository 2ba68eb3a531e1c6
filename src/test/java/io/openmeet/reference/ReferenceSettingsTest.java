package io.openmeet.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.reference.database.DatabaseLimits;
import io.openmeet.reference.http.Limits;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceSettingsTest {
  @Test
  void everySettingHasADefault() {
    ReferenceSettings settings = ReferenceSettings.read(new Properties());

    assertEquals(0, settings.port());
    assertEquals(8_388_608, settings.maxUploadBytes());
    assertEquals(1_073_741_824, settings.recordingsBytes());
    assertEquals(
        new DatabaseLimits(100, Duration.ofSeconds(2), Duration.ofMillis(500)),
        settings.databaseLimits());
    assertFalse(settings.stopWithStdin());
    assertFalse(settings.keepData());
    assertEquals(2_000, settings.longList());
    assertEquals(
        new Limits(30_000, 15_000, Duration.ofSeconds(60), Duration.ofSeconds(75)),
        settings.limits());
  }

  @Test
  void baselineHasAPoolOfTenUnlessPoolSizeIsSet() {
    Properties properties = new Properties();
    properties.setProperty("reference.tuning", "baseline");
    assertEquals(10, ReferenceSettings.read(properties).databaseLimits().connections());
    assertEquals(Tuning.BASELINE, ReferenceSettings.read(properties).tuning());

    properties.setProperty("reference.poolSize", "12");
    assertEquals(12, ReferenceSettings.read(properties).databaseLimits().connections());
  }

  @Test
  void anUnknownKeyIsRefusedWithTheValidOnes() {
    assertEquals(
        "Unknown setting reference.prot; the valid ones are reference.port, reference.dataFolder,"
            + " reference.faults, reference.databaseUrl, reference.redisUrl,"
            + " reference.maxUploadBytes, reference.recordingsBytes,"
            + " reference.poolSize, reference.acquireTimeoutMs, reference.slowQueryMs,"
            + " reference.stopWithStdin, reference.tuning, reference.keepData, reference.longList,"
            + " reference.connections, reference.newConnections, reference.requestSeconds,"
            + " reference.idleSeconds.",
        refusal("reference.prot", "1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reference.port|65536|reference.port must be a whole number from 0 to 65535, but was '65536'.",
        "reference.port|x|reference.port must be a whole number from 0 to 65535, but was 'x'.",
        "reference.poolSize|0|reference.poolSize must be a whole number from 1 to 1000, but was '0'.",
        "reference.acquireTimeoutMs|0|reference.acquireTimeoutMs must be a whole number from 1 to 600000,"
            + " but was '0'.",
        "reference.slowQueryMs|fast|reference.slowQueryMs must be a whole number from 1 to 600000, but"
            + " was 'fast'.",
        "reference.stopWithStdin|yes|reference.stopWithStdin must be true or false, but was 'yes'.",
        "reference.tuning|fast|reference.tuning must be optimized or baseline, but was 'fast'.",
        "reference.redisUrl|localhost:6379|reference.redisUrl must look like redis://host:6379.",
        "reference.databaseUrl|jdbc:postgresql://h/d|reference.databaseUrl must look like"
            + " postgresql://user:password@host:5432/database.",
      })
  void aMalformedValueIsRefusedInOneSentence(String key, String value, String sentence) {
    assertEquals(sentence, refusal(key, value));
  }

  private static String refusal(String key, String value) {
    Properties properties = new Properties();
    properties.setProperty(key, value);
    return assertThrows(CannotStart.class, () -> ReferenceSettings.read(properties)).getMessage();
  }
}
