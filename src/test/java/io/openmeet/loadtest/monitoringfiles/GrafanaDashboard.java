package io.openmeet.loadtest.monitoringfiles;

import static io.openmeet.loadtest.monitoringfiles.MonitoringFiles.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** The dashboard "Load Testing & Performance", read from its file. */
final class GrafanaDashboard {
  /** Where the reports are published, if the reader does not say it. */
  static final String REPORTS = "http://127.0.0.1:8000";

  private final JsonNode model = MonitoringFiles.json(MonitoringFiles.DASHBOARD);

  /**
   * One query, ready for Prometheus: every variable has its default value.
   *
   * @param where for people: the panel's title
   */
  record Query(String where, String written, String expression) {
    private static Query of(String where, String written) {
      return new Query(
          where,
          written,
          written
              .replace("$target_job", "loadtest-target")
              .replace("$job", "loadtest")
              .replace("$run", ".+")
              .replace("$reports", REPORTS)
              .replace("$__rate_interval", "10s"));
    }

    @Override
    public String toString() {
      return where + ": " + expression;
    }
  }

  record Panel(JsonNode model) {
    String title() {
      return model.path("title").asText();
    }

    boolean isRow() {
      return model.path("type").asText().equals("row");
    }

    JsonNode place() {
      return model.path("gridPos");
    }

    String unit() {
      return model.at("/fieldConfig/defaults/unit").asText();
    }

    Stream<Query> queries() {
      return elements(model.path("targets"))
          .map(target -> Query.of(title(), target.path("expr").asText()));
    }

    @Override
    public String toString() {
      return title();
    }
  }

  JsonNode model() {
    return model;
  }

  /** All panels, including rows, which are headings. */
  Stream<Panel> everything() {
    return elements(model.path("panels")).map(Panel::new);
  }

  Stream<Panel> panels() {
    return everything().filter(panel -> !panel.isRow());
  }

  Panel panel(String title) {
    return panels().filter(panel -> panel.title().equals(title)).findFirst().orElseThrow();
  }

  /** The queries of panels and annotations. */
  List<Query> queries() {
    return Stream.concat(panels().flatMap(Panel::queries), events().stream()).toList();
  }

  /** The queries of annotations, whose values are times in milliseconds. */
  List<Query> events() {
    return elements(model.at("/annotations/list"))
        .map(a -> Query.of(a.path("name").asText(), a.at("/target/expr").asText()))
        .toList();
  }

  Stream<JsonNode> variables() {
    return elements(model.at("/templating/list"));
  }
}
