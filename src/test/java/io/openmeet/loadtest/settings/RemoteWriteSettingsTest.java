package io.openmeet.loadtest.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteWriteSettingsTest {
  private static final String ADDRESS = "https://prometheus.example/api/v1/write";
  private static final String TOKEN = "T0P-SECRET";

  private static Optional<RemoteWriteSettings> settings(
      String address, Map<String, String> environment) {
    Properties properties = new Properties();
    properties.setProperty("metrics.remoteWrite", address);
    properties.setProperty("injector", "2/4");
    return Settings.from(properties, environment).remoteWrite();
  }

  private static String refusal(String address, Map<String, String> environment) {
    return assertThrows(ConfigurationException.class, () -> settings(address, environment))
        .getMessage();
  }

  private static Map<String, String> token(String token) {
    return Map.of("LOADTEST_REMOTE_WRITE_TOKEN", token);
  }

  @Test
  void nothingIsSentWithoutAnAddress() {
    assertEquals(Optional.empty(), Settings.from(new Properties(), token(TOKEN)).remoteWrite());
  }

  @Test
  void theTokenComesFromTheEnvironment() {
    assertEquals(
        Optional.of(
            new RemoteWriteSettings(
                URI.create(ADDRESS), Optional.of(TOKEN), new InjectorShare(2, 4))),
        settings(ADDRESS, token(" " + TOKEN + "\n")));
    assertEquals(
        Optional.of(
            new RemoteWriteSettings(
                URI.create(ADDRESS), Optional.empty(), new InjectorShare(2, 4))),
        settings(ADDRESS, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://alice:T0P-SECRET@prometheus.example/api/v1/write",
        "https://prometheus.example/api/v1/write?token=T0P-SECRET",
        "https://prometheus.example/api/v1/write#T0P-SECRET",
        "T0P-SECRET",
        "https:T0P-SECRET",
        "ftp://T0P-SECRET/api/v1/write",
        "http://T0P SECRET"
      })
  void refusesOtherAddressesWithoutRepeatingThem(String address) {
    assertEquals(
        "-Dmetrics.remoteWrite: expected an address such as https://prometheus.example/api/v1/write, without user, query and fragment, found another value; set a token in LOADTEST_REMOTE_WRITE_TOKEN instead.",
        refusal(address, Map.of()));
  }

  @Test
  void aTokenGoesToLoopbackOrOverTls() {
    String loopback = "http://127.0.0.1:9090/api/v1/write";
    String other = "http://192.0.2.1:9090/api/v1/write";

    assertEquals(Optional.of(TOKEN), settings(loopback, token(TOKEN)).orElseThrow().token());
    assertEquals(Optional.empty(), settings(other, Map.of()).orElseThrow().token());
    assertEquals(
        "-Dmetrics.remoteWrite: expected an address that begins with https://, because LOADTEST_REMOTE_WRITE_TOKEN is sent to it, found http://; correct one of the two.",
        refusal(other, token(TOKEN)));
  }

  /** Such a header would end early, and begin another one. */
  @ParameterizedTest
  @ValueSource(strings = {"T0P SECRET", "T0P-SECRET\r\nX-Other: 1", "T\u00D6P-SECRET"})
  void refusesATokenThatIsNoHeaderWithoutRepeatingIt(String token) {
    assertEquals(
        "LOADTEST_REMOTE_WRITE_TOKEN: expected letters, digits and signs without blanks, found another value; correct it.",
        refusal(ADDRESS, token(token)));
  }

  @Test
  void neitherTheTokenNorThePathIsShown() {
    RemoteWriteSettings settings = settings(ADDRESS, token(TOKEN)).orElseThrow();

    assertFalse(settings.toString().contains(TOKEN), settings.toString());
    assertEquals("https://prometheus.example", settings.receiver());
  }

  @Test
  void eachInjectorOfAMachineIsAnInstance() {
    URI address = URI.create(ADDRESS);

    assertEquals(
        "ci-7",
        new RemoteWriteSettings(address, Optional.empty(), InjectorShare.WHOLE).instance("ci-7"));
    assertEquals(
        "ci-7 injector 2/4",
        new RemoteWriteSettings(address, Optional.empty(), new InjectorShare(2, 4))
            .instance("ci-7"));
  }
}
