package io.openmeet.loadtest.monitoringfiles;

import static io.openmeet.loadtest.monitoringfiles.MonitoringFiles.elements;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Docker is not available in the tests, so they check the text of the file. */
class ComposeFileTest {
  private static final JsonNode COMPOSE =
      MonitoringFiles.yaml(MonitoringFiles.FOLDER.resolve("docker-compose.yml"));

  /** A tag that names one release: {@code :v3.5.0}, {@code :v1.80.0-alpine}. */
  private static final String PINNED = "[a-z0-9/_-]+:v?\\d+\\.\\d+\\.\\d+(-[a-z0-9]+)?";

  /** The setting that says where each service listens. */
  private static final Pattern LISTENS =
      Pattern.compile("--web\\.listen-address=(\\S+)|GF_SERVER_HTTP_ADDR=(\\S+)");

  static Stream<String> services() {
    return COMPOSE.path("services").properties().stream().map(service -> service.getKey());
  }

  @Test
  void hasTheMonitoringServicesAndTheExporters() {
    assertEquals(
        Set.of(
            "prometheus",
            "alertmanager",
            "grafana",
            "postgres-exporter",
            "redis-exporter",
            "node-exporter"),
        services().collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void isPinnedToARelease(String service) {
    String image = of(service).path("image").asText();

    assertTrue(image.matches(PINNED), image);
  }

  @ParameterizedTest
  @MethodSource("services")
  void listensOnLoopbackOnly(String service) {
    JsonNode definition = of(service);
    List<String> addresses =
        settings(definition)
            .flatMap(setting -> LISTENS.matcher(setting).results())
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .toList();

    assertEquals("host", definition.path("network_mode").asText());
    assertFalse(definition.has("ports"), "published ports are ignored on the host's network");
    assertEquals(1, addresses.size(), addresses.toString());
    assertTrue(addresses.get(0).matches("127\\.0\\.0\\.1(:\\d+)?"), addresses.toString());
  }

  @Test
  void alertmanagerOpensNoPortForACluster() {
    assertTrue(settings(of("alertmanager")).anyMatch("--cluster.listen-address="::equals));
  }

  @ParameterizedTest
  @MethodSource("services")
  void hasNoMorePrivilegesThanItNeeds(String service) {
    JsonNode definition = of(service);

    assertAll(
        () -> assertTrue(definition.path("read_only").asBoolean(), "read_only"),
        () -> assertEquals("[\"ALL\"]", definition.path("cap_drop").toString()),
        () -> assertFalse(definition.has("cap_add"), "cap_add"),
        () -> assertFalse(definition.has("privileged"), "privileged"),
        () ->
            assertEquals(
                "[\"no-new-privileges:true\"]", definition.path("security_opt").toString()),
        () -> assertTrue(definition.path("user").asText().matches("[1-9]\\d*:\\d+"), "user"),
        () -> assertTrue(definition.has("mem_limit"), "mem_limit"),
        () -> assertTrue(definition.path("pids_limit").asInt() > 0, "pids_limit"),
        () -> assertEquals("CMD", definition.at("/healthcheck/test/0").asText()));
  }

  /** Mounts from the host are read-only; services write only to named volumes. */
  @ParameterizedTest
  @MethodSource("services")
  void writesNothingToTheHost(String service) {
    elements(of(service).path("volumes"))
        .map(JsonNode::asText)
        .forEach(
            mount -> {
              String[] parts = mount.split(":");
              if (COMPOSE.path("volumes").has(parts[0])) {
                assertEquals(2, parts.length, mount);
              } else {
                assertTrue(parts.length == 3 && parts[2].matches("ro(,rslave)?"), mount);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("services")
  void mountsOnlyExistingFiles(String service) {
    elements(of(service).path("volumes"))
        .map(mount -> mount.asText().split(":")[0])
        .filter(source -> source.startsWith("./"))
        .map(MonitoringFiles.FOLDER::resolve)
        .forEach(source -> assertTrue(Files.exists(source), source.toString()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void holdsNoPassword(String service) {
    of(service).path("environment").properties().stream()
        .filter(setting -> setting.getKey().matches(".*(PASS|SECRET|TOKEN|KEY|USER)$|.*PASSWORD.*"))
        .forEach(
            secret ->
                assertTrue(
                    secret.getValue().asText().matches("\\$\\{[A-Z_]+:-}"), secret.toString()));
  }

  @Test
  void grafanaHasNoAccountAndOnlyViewersByDefault() {
    JsonNode environment = of("grafana").path("environment");

    assertAll(
        () ->
            assertEquals(
                "${GRAFANA_ROLE:-Viewer}", environment.path("GF_AUTH_ANONYMOUS_ORG_ROLE").asText()),
        () ->
            assertEquals(
                "true", environment.path("GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION").asText()),
        () -> assertEquals("false", environment.path("GF_AUTH_BASIC_ENABLED").asText()),
        () -> assertEquals("true", environment.path("GF_AUTH_DISABLE_LOGIN_FORM").asText()));
  }

  @Test
  void grafanaSendsNoRequestToTheInternet() {
    JsonNode environment = of("grafana").path("environment");

    assertAll(
        () -> assertEquals("false", environment.path("GF_ANALYTICS_REPORTING_ENABLED").asText()),
        () -> assertEquals("false", environment.path("GF_ANALYTICS_CHECK_FOR_UPDATES").asText()),
        () ->
            assertEquals(
                "false", environment.path("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES").asText()),
        () -> assertEquals("false", environment.path("GF_NEWS_NEWS_FEED_ENABLED").asText()),
        () -> assertEquals("true", environment.path("GF_PLUGINS_PREINSTALL_DISABLED").asText()),
        () ->
            assertEquals(
                "true", environment.path("GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED").asText()));
  }

  @Test
  void prometheusLimitsTheAgeAndSizeOfItsData() {
    List<String> settings = settings(of("prometheus")).toList();

    assertTrue(settings.stream().anyMatch(s -> s.startsWith("--storage.tsdb.retention.time=")));
    assertTrue(settings.stream().anyMatch(s -> s.startsWith("--storage.tsdb.retention.size=")));
  }

  @Test
  void eachServiceListensAtTheAddressThatTheOthersUse() {
    JsonNode prometheus = MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS);
    JsonNode datasource =
        MonitoringFiles.yaml(provisioning("datasources/prometheus.yml")).at("/datasources/0");

    assertAll(
        () -> assertListens("prometheus", datasource.path("url").asText().replace("http://", "")),
        () ->
            assertListens(
                "alertmanager",
                prometheus.at("/alerting/alertmanagers/0/static_configs/0/targets/0").asText()),
        () -> assertListens("postgres-exporter", scraped(prometheus, "postgres")),
        () -> assertListens("redis-exporter", scraped(prometheus, "redis")),
        () -> assertListens("node-exporter", scraped(prometheus, "node")));
  }

  @Test
  void grafanaFindsItsDashboardsAndTheirSource() {
    JsonNode provider =
        MonitoringFiles.yaml(provisioning("dashboards/files.yml")).at("/providers/0");
    JsonNode datasource =
        MonitoringFiles.yaml(provisioning("datasources/prometheus.yml")).at("/datasources/0");
    String folder = provider.at("/options/path").asText();

    assertAll(
        () ->
            assertTrue(
                elements(of("grafana").path("volumes"))
                    .anyMatch(
                        mount -> mount.asText().equals("./grafana/dashboards:" + folder + ":ro"))),
        () ->
            assertEquals(
                folder + "/" + MonitoringFiles.DASHBOARD.getFileName(),
                of("grafana")
                    .at("/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                    .asText()),
        () ->
            assertEquals(
                datasource.path("uid").asText(),
                elements(MonitoringFiles.json(MonitoringFiles.DASHBOARD).at("/templating/list"))
                    .filter(variable -> variable.path("type").asText().equals("datasource"))
                    .map(variable -> variable.at("/current/value").asText())
                    .findFirst()
                    .orElseThrow()));
  }

  private static JsonNode of(String service) {
    return COMPOSE.path("services").path(service);
  }

  /** Arguments and environment variables, the latter as {@code NAME=value}. */
  private static Stream<String> settings(JsonNode service) {
    return Stream.concat(
        elements(service.path("command")).map(JsonNode::asText),
        service.path("environment").properties().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue().asText()));
  }

  private static void assertListens(String service, String address) {
    assertTrue(
        settings(of(service)).anyMatch(s -> s.equals("--web.listen-address=" + address)),
        service + " does not listen at " + address);
  }

  private static String scraped(JsonNode prometheus, String job) {
    return elements(prometheus.path("scrape_configs"))
        .filter(config -> config.path("job_name").asText().equals(job))
        .map(config -> config.at("/static_configs/0/targets/0").asText())
        .findFirst()
        .orElseThrow();
  }

  private static Path provisioning(String file) {
    return MonitoringFiles.FOLDER.resolve("grafana/provisioning").resolve(file);
  }
}
