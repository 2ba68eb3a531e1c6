package io.openmeet.loadtest.target;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The test sends nothing: the guard only checks the address. */
class TargetGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1",
        "http://127.0.0.1:8080",
        "http://127.0.0.1:8080/",
        "https://127.0.0.1:8443",
        "HTTP://127.0.0.1",
        "http://127.0.0.2",
        "http://127.255.255.254",
        "http://127.1:8080",
        "http://127.0.1",
        "http://2130706433:8080",
        "http://[::1]:8080",
        "http://[0:0:0:0:0:0:0:1]",
        "http://[0000::0001]",
        "http://[::ffff:127.0.0.1]:8080",
        "http://[::FFFF:7f00:1]",
        "http://localhost",
        "http://localhost:8080",
        "http://LOCALHOST:8080",
        "http://localhost.:8080",
        "http://localhost:8080/api/v1",
        "http://localhost:8080/api/v1.2/",
        "http://localhost:8080/..api/a%20b"
      })
  void letsLoadGoToLoopbackHoweverItIsSpelled(String target) {
    assertDoesNotThrow(() -> TargetGuard.check(URI.create(target), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.1:8080, http://127.0.0.1:8080",
    "http://127.0.1/, http://127.0.0.1/",
    "https://127.1, https://127.0.0.1",
    "http://2130706433:8080, http://2130706433:8080",
    "http://localhost.:8080, http://localhost.:8080",
    "http://[::1]:8080, http://[::1]:8080"
  })
  void writesAShortAddressInFull(URI target, URI inFull) {
    assertEquals(inFull, TargetGuard.check(target, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "http://openmeet.example, openmeet.example",
    "https://OpenMeet.Example:8443, openmeet.example",
    "http://localhost.evil.example, localhost.evil.example",
    "http://127.0.0.1.evil.example, 127.0.0.1.evil.example",
    "http://evil.localhost, evil.localhost",
    "http://localhost.localdomain, localhost.localdomain",
    "http://ip6-localhost, ip6-localhost",
    "http://localhos, localhos",
    "http://10.0.0.7, 10.0.0.7",
    "http://172.16.0.1, 172.16.0.1",
    "http://192.168.1.1, 192.168.1.1",
    "http://169.254.169.254, 169.254.169.254",
    "http://8.8.8.8, 8.8.8.8",
    "http://128.0.0.1, 128.0.0.1",
    "http://126.255.255.255, 126.255.255.255",
    "http://0.0.0.0:8080, 0.0.0.0",
    "http://0, 0",
    "http://255.255.255.255, 255.255.255.255",
    "http://224.0.0.1, 224.0.0.1",
    "http://10.1, 10.0.0.1",
    "http://3232235777, 3232235777",
    "http://[::], ::",
    "http://[::2], ::2",
    "http://[fe80::1], fe80::1",
    "http://[fd00::1], fd00::1",
    "http://[2001:db8::1]:8080, 2001:db8::1",
    "http://[::ffff:10.0.0.7], ::ffff:10.0.0.7",
    "http://[::127.0.0.1], ::127.0.0.1",
    "http://[64:ff9b::7f00:1], 64:ff9b::7f00:1",
    "http://0177.0.0.1, 0177.0.0.1",
    "http://0x7f000001.:8080, 0x7f000001"
  })
  void refusesEveryOtherHostAndSaysHowToAllowIt(String target, String host) {
    assertEquals(
        "-DbaseUrl=%s: load goes to loopback only; to send it to this host, add -DallowTarget=%s."
            .formatted(target, host),
        refusal(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://0x7f.0.0.1:8080",
        "http://127.0.0.1.:8080",
        "http://127.0.0.1.5",
        "http://256.0.0.1",
        "http://my_host:8080",
        "http://:8080",
        "http:openmeet.example",
        "http:///openmeet.example",
        "http://localhost%2eevil.example",
        "http://127.0.0.1%00.evil.example",
        "http://localhost:port",
        "http://localhost:0",
        "http://localhost:65536",
        "http://ⓛocalhost",
        "http://１２７.0.0.1"
      })
  void refusesWhatIsNoHostAndPort(String target) {
    assertEquals(
        "-DbaseUrl=%s: expected a host name or address, and a port from 1 to 65535 or none."
            .formatted(target),
        refusal(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//localhost:8080",
        "localhost:8080",
        "/health",
        "ftp://127.0.0.1",
        "ws://127.0.0.1",
        "file:///etc/passwd",
        "mailto:nobody"
      })
  void refusesOtherSchemes(String target) {
    assertEquals(
        "-DbaseUrl=%s: expected http:// or https:// at its start.".formatted(target),
        refusal(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080//",
        "http://127.0.0.1:8080/api//v1",
        "http://127.0.0.1:8080/api/../admin",
        "http://127.0.0.1:8080/..",
        "http://127.0.0.1:8080/./api",
        "http://127.0.0.1:8080/api?version=1",
        "http://127.0.0.1:8080/?a=b",
        "http://127.0.0.1?a=b",
        "http://127.0.0.1#a",
        "http://evil.example#.localhost",
        "http://evil.example?.localhost"
      })
  void refusesWhatIsNoPathAfterHostAndPort(String target) {
    assertEquals(
        "-DbaseUrl=%s: expected nothing after host and port, or a path such as /api/v1."
            .formatted(target),
        refusal(target));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1@evil.example, http://...@evil.example",
    "http://localhost:80@evil.example, http://...@evil.example",
    "http://alice:secret@localhost:8080, http://...@localhost:8080",
    "http://alice:secret@127.0.0.1, http://...@127.0.0.1",
    "http://alice:secret@[::1]:8080, http://...@[::1]:8080",
    "http://@localhost, http://...@localhost",
    "http://a@b@localhost, http://...@localhost"
  })
  void refusesAUserBeforeTheHostAndDoesNotEchoIt(String target, String shown) {
    assertEquals(
        "-DbaseUrl=%s: a user name before the host is not allowed, it hides the real host."
            .formatted(shown),
        refusal(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice:secret@127.0.0.1:8080",
        "ftp://alice:secret@127.0.0.1",
        "http://alice:sec/ret@127.0.0.1",
        "http://alice:sec?ret@127.0.0.1",
        "http://alice:sec#ret@127.0.0.1",
        "http:alice:secret@127.0.0.1"
      })
  void doesNotEchoAPasswordWhateverElseIsWrong(String target) {
    String refusal = refusal(target);
    assertFalse(refusal.contains("sec"), refusal);
    assertFalse(refusal.contains("ret"), refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1\\@evil.example",
        "http://127.0.0.1\\.evil.example",
        "http:\\\\127.0.0.1",
        "http://evil.example\\.localhost",
        "http://local\thost",
        "http://[::1"
      })
  void refusesABackslashOrAnOpenBracketInTheSettings(String target) {
    Properties properties = new Properties();
    properties.setProperty("baseUrl", target);
    assertThrows(ConfigurationException.class, () -> Settings.from(properties));
  }

  @ParameterizedTest
  @CsvSource({
    "http://openmeet.example:8080, openmeet.example",
    "http://OpenMeet.Example, openmeet.example",
    "http://openmeet.example, OPENMEET.EXAMPLE",
    "http://openmeet.example., openmeet.example",
    "http://openmeet.example, openmeet.example.",
    "http://10.0.0.7:8080, 10.0.0.7",
    "http://10.0.0.7, 10.7",
    "http://10.7, 10.0.0.7",
    "http://10.0.0.7, 167772167",
    "http://167772167, 10.0.0.7",
    "http://[::ffff:10.0.0.7], 10.0.0.7",
    "http://[2001:db8::1], 2001:db8::1",
    "http://[2001:db8::1], [2001:0DB8:0:0:0:0:0:1]",
    "http://[2001:db8:0:0::1], 2001:db8::1",
    "http://0.0.0.0, 0.0.0.0"
  })
  void letsLoadGoToAHostThatIsAllowed(String target, String allowed) {
    List<String> hosts = List.of("first.example", allowed, "last.example");
    assertDoesNotThrow(() -> TargetGuard.check(URI.create(target), hosts));
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, openmeet.example",
    "http://api.openmeet.example, openmeet.example",
    "http://openmeet.example.evil.example, openmeet.example",
    "http://openmeet.exampl, openmeet.example",
    "http://10.0.0.70, 10.0.0.7",
    "http://10.0.0.7, 10.0.0.*",
    "http://10.0.0.7, openmeet.example",
    "http://openmeet.example, http://openmeet.example",
    "http://openmeet.example, *",
    "http://256.1, 256.1.1.1.1",
    "http://[2001:db8::2], 2001:db8::1"
  })
  void refusesHostsThatOnlyResembleAnAllowedOne(String target, String allowed) {
    assertThrows(
        ConfigurationException.class,
        () -> TargetGuard.check(URI.create(target), List.of(allowed)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a@openmeet.example", "http://openmeet.example/../api"})
  void refusesWhatHidesTheHostEvenIfTheHostIsAllowed(String target) {
    assertThrows(
        ConfigurationException.class,
        () -> TargetGuard.check(URI.create(target), List.of("openmeet.example")));
  }

  private static String refusal(String target) {
    return assertThrows(
            ConfigurationException.class, () -> TargetGuard.check(URI.create(target), List.of()))
        .getMessage();
  }
}
