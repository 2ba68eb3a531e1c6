package io.openmeet.loadtest.monitoringfiles;

import static io.openmeet.loadtest.monitoringfiles.MonitoringFiles.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** An alert of ci/monitoring/rules. */
record AlertRule(JsonNode rule) {
  static Stream<AlertRule> all() {
    return MonitoringFiles.rules().stream()
        .map(MonitoringFiles::yaml)
        .flatMap(file -> elements(file.path("groups")))
        .flatMap(group -> elements(group.path("rules")))
        .filter(rule -> rule.has("alert"))
        .map(AlertRule::new);
  }

  String name() {
    return rule.path("alert").asText();
  }

  String annotation(String name) {
    return rule.at("/annotations/" + name).asText();
  }

  @Override
  public String toString() {
    return name();
  }
}
