package io.openmeet.loadtest.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void hasTheDefaultsWithoutAnyProperty() {
    assertEquals(
        new Settings(
            new TargetSettings(
                Optional.empty(), List.of(), Optional.of("/health"), List.of("/metrics")),
            LoadScale.of(Profile.QUICK),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("history"),
            Duration.ofSeconds(120),
            new StopRule(0.5, 10),
            OptionalInt.empty(),
            new DashboardSettings(
                true, OptionalInt.empty(), Optional.empty(), List.of(), Duration.ofSeconds(3)),
            Optional.empty(),
            BrowserUse.AUTO),
        settings());
  }

  @Test
  void readsEveryKey() {
    assertEquals(
        new Settings(
            new TargetSettings(
                Optional.of(URI.create("https://openmeet.example:8443/api")),
                List.of("openmeet.example", "10.0.0.7"),
                Optional.empty(),
                List.of("http://10.0.0.7:8080/metrics", "/instances/2/metrics")),
            LoadScale.of(Profile.WEEKLY),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Path.of("my/slas.json")),
            Path.of("/var/lib/openmeet runs"),
            Duration.ofSeconds(45),
            new StopRule(0.25, 30),
            OptionalInt.of(2_000),
            new DashboardSettings(
                true,
                OptionalInt.of(9999),
                Optional.of("0.0.0.0"),
                List.of("loadtest", "injector.svc"),
                Duration.ofMillis(6500)),
            Optional.of(
                new RemoteWriteSettings(
                    URI.create("https://prometheus.example/api/v1/write"),
                    Optional.empty(),
                    InjectorShare.WHOLE)),
            BrowserUse.ON),
        settings(
            "baseUrl", "https://openmeet.example:8443/api",
            "target.health", "none",
            "target.metrics", "http://10.0.0.7:8080/metrics, /instances/2/metrics",
            "profile", "weekly",
            "allowTarget", "openmeet.example, 10.0.0.7,",
            "slas", "my/slas.json",
            "browser", "on",
            "history", "/var/lib/openmeet runs",
            "warmup.max", "45",
            "stopErrorRatio", "0.25",
            "stopAfterSeconds", "30",
            "injector.maxInFlight", "2000",
            "metrics.port", "9999",
            "metrics.host", "0.0.0.0",
            "metrics.allowHost", "loadtest,injector.svc",
            "metrics.linger", "6.5",
            "metrics.remoteWrite", "https://prometheus.example/api/v1/write"));
  }

  @Test
  void switchesTheDashboardOff() {
    assertEquals(DashboardSettings.off(), settings("metrics.port", "off").dashboard());
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "http", "9464.0", "OFF"})
  void refusesAnImpossiblePort(String port) {
    assertEquals(
        "-Dmetrics.port: expected a port from 0 (any) to 65535, or off, found \"%s\"."
            .formatted(port),
        refusal("metrics.port", port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "1000000000", "many"})
  void refusesAnImpossibleMaxInFlight(String number) {
    assertEquals(
        "-Dinjector.maxInFlight: expected a whole number of requests from 1 to 999999999, found \"%s\"."
            .formatted(number),
        refusal("injector.maxInFlight", number));
  }

  @Test
  void ignoresBlanksAroundAValue() {
    assertEquals(Profile.SMOKE, settings("profile", " smoke ").scale().profile());
  }

  @ParameterizedTest
  @CsvSource({
    "quick, QUICK",
    "smoke, SMOKE",
    "daily, DAILY",
    "weekly, WEEKLY",
    "prerelease, PRERELEASE"
  })
  void knowsEveryProfileByItsLabel(String label, Profile profile) {
    assertEquals(profile, settings("profile", label).scale().profile());
    assertEquals(label, profile.label());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nightly", "SMOKE", "quick,smoke"})
  void refusesAnUnknownProfileWithTheValidOnes(String profile) {
    assertEquals(
        "-Dprofile: expected one of quick, smoke, daily, weekly, prerelease, found \"%s\"."
            .formatted(profile),
        refusal("profile", profile));
  }

  @ParameterizedTest
  @CsvSource({
    "baseURL, baseUrl",
    "Profile, profile",
    "profiel, profile",
    "sla, slas",
    "metrics.prot, metrics.port",
    "target.metric, target.metrics",
    "targets.health, target.health",
    "injector.heep, injector.heap",
    "warmupmax, warmup.max",
    "stopAfterSecond, stopAfterSeconds",
    "refrence.faults, reference.faults",
    "Rate, rate",
    "USERS, users",
    "duraton, duration",
    "Injector, injector",
    "startat, startAt",
    "injector.barier, injector.barrier"
  })
  void refusesAMisspeltKeyAndSuggestsTheRightOne(String key, String meant) {
    assertEquals(
        "-D%s: no such property; did you mean -D%s?".formatted(key, meant), refusal(key, "x"));
  }

  @Test
  void refusesAnUnknownKeyWithAKnownPrefix() {
    assertEquals(
        "-Dmetrics.interval: no such property; expected metrics.allowHost or metrics.host or metrics.linger or metrics.port or metrics.remoteWrite.",
        refusal("metrics.interval", "5"));
  }

  /** Properties that Maven, its plugins and CI systems set in every build. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "basedir",
        "skip",
        "skipTests",
        "skipITs",
        "test",
        "encoding",
        "debug",
        "settings",
        "offline",
        "coordinates",
        "argLine",
        "groups",
        "parallel",
        "installAtEnd",
        "deployAtEnd",
        "revision",
        "changelist",
        "sha1",
        "altDeploymentRepository",
        "updateReleaseInfo",
        "performRelease",
        "repository",
        "user",
        "date",
        "mainClass",
        "target"
      })
  void acceptsKeysOfMaven(String key) {
    assertEquals(settings(), settings(key, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"maven.home", "gatling.simulationClass", "java.version", "user.dir"})
  void acceptsKeysOfOtherPrograms(String key) {
    assertEquals(settings(), settings(key, ""));
  }

  @Test
  void acceptsThisJvmsOwnProperties() {
    Properties properties = new Properties();
    System.getProperties().stringPropertyNames().stream()
        .filter(key -> key.indexOf('.') >= 0)
        .forEach(key -> properties.setProperty(key, System.getProperty(key)));
    assertEquals(settings(), Settings.from(properties));
  }

  @ParameterizedTest
  @CsvSource({"profile, ''", "profile, ' '", "baseUrl, ''", "allowTarget, ' '", "slas, ''"})
  void refusesAKeyWithoutAValue(String key, String blank) {
    assertEquals(
        "-D%s: expected a value, found none; give one or leave the property out.".formatted(key),
        refusal(key, blank));
  }

  @ParameterizedTest
  @CsvSource({
    "stopErrorRatio, 0, 1, -0.1",
    "stopErrorRatio, 0, 1, 1.1",
    "stopErrorRatio, 0, 1, 50%",
    "stopErrorRatio, 0, 1, NaN",
    "stopAfterSeconds, 1, 3600, 0",
    "stopAfterSeconds, 1, 3600, 3601",
    "stopAfterSeconds, 1, 3600, soon"
  })
  void refusesANumberOutOfRange(String key, int min, int max, String value) {
    assertEquals(
        "-D%s: expected a number from %d to %d, found \"%s\".".formatted(key, min, max, value),
        refusal(key, value));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 3600"})
  void acceptsTheEndsOfTheRangesOfTheStopRule(double ratio, int seconds) {
    assertEquals(
        new StopRule(ratio, seconds),
        settings("stopErrorRatio", "" + ratio, "stopAfterSeconds", "" + seconds).stopRule());
  }

  @ParameterizedTest
  @ValueSource(strings = {"loadtest:9464", "http://loadtest", "*"})
  void refusesAnAllowedHostThatIsNoName(String host) {
    assertEquals(
        "-Dmetrics.allowHost: expected host names without a port, such as loadtest or loadtest.perf.svc, found \"%s\"."
            .formatted(host),
        refusal("metrics.allowHost", "injector," + host));
  }

  @Test
  void refusesReferenceKeysTogetherWithATarget() {
    assertEquals(
        "-Dreference.faults: has no effect together with -DbaseUrl; leave one of the two out.",
        refusal(
            "baseUrl", "http://localhost:8080",
            "reference.tuning", "baseline",
            "reference.faults", "errors=2%"));
  }

  @Test
  void acceptsReferenceKeysWithoutATarget() {
    assertEquals(settings(), settings("reference.faults", "errors=2%"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:8080", "http://", "http://local host", "http://127.0.0.1\\.example"})
  void refusesAMalformedTarget(String baseUrl) {
    assertEquals(
        "-DbaseUrl: expected http://host:port or https://host:port, with or without a path, found \"%s\"."
            .formatted(baseUrl),
        refusal("baseUrl", baseUrl));
  }

  @ParameterizedTest
  @CsvSource({
    "http://alice:pass word@openmeet.example, ...@openmeet.example",
    "http://alice:p@ss word@openmeet.example, ...@openmeet.example",
    "alice:pass word@openmeet.example, ...@openmeet.example"
  })
  void doesNotEchoAPasswordOfAMalformedTarget(String baseUrl, String shown) {
    assertEquals(
        "-DbaseUrl: expected http://host:port or https://host:port, with or without a path, found \"%s\"."
            .formatted(shown),
        refusal("baseUrl", baseUrl));
  }

  private static Settings settings(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.from(properties);
  }

  private static String refusal(String... keysAndValues) {
    return assertThrows(ConfigurationException.class, () -> settings(keysAndValues)).getMessage();
  }
}
