package io.openmeet.loadtest.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPropertiesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "javax.net.ssl.trustStorePassword",
        "javax.net.ssl.keyStorePassword",
        "gatling.enterprise.apiToken",
        "MY_SECRET",
        "api-key",
        "db.credentials"
      })
  void theWholeValueOfSuchAKeyIsLeftOut(String key) {
    assertTrue(SecretProperties.isSecret(key, "changeit"));
    assertEquals("...", SecretProperties.shown(key, "changeit"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://ann:pa/ss@host:8080/v1 | https://...@host:8080/v1",
        "postgresql://postgres@127.0.0.1/x | postgresql://...@127.0.0.1/x",
        "http://a:b@one/m,http://c:d@two/m | http://...@one/m,http://...@two/m",
        "https://host/path | https://host/path",
        "latency=300ms@10% | latency=300ms@10%"
      })
  void anAddressIsShownWithoutItsUser(String value, String shown) {
    assertEquals(shown, SecretProperties.shown("baseUrl", value));
  }

  @Test
  void whatIsLeftOutIsKnown() {
    assertTrue(SecretProperties.isIncomplete("trustStorePassword", "..."));
    assertTrue(SecretProperties.isIncomplete("baseUrl", "https://...@host/v1"));
    assertFalse(SecretProperties.isIncomplete("feeders", ".../feeders"));
  }

  @Test
  void aUserAloneIsNoSecret() {
    assertFalse(SecretProperties.isSecret("reference.databaseUrl", "postgresql://ann@host/x"));
    assertTrue(SecretProperties.isSecret("reference.databaseUrl", "postgresql://ann:b@host/x"));
  }

  /** Nights and searches compare these values, so none may be left out. */
  @Test
  void noPropertyOfARunIsTakenForASecret() {
    assertEquals(
        0,
        Stream.of(Property.values())
            .filter(property -> SecretProperties.isSecret(property.key(), ""))
            .count());
    assertEquals(
        Map.of("profile", "daily", "duration", "5"),
        SecretProperties.shown(Map.of("profile", "daily", "duration", "5")));
  }
}
