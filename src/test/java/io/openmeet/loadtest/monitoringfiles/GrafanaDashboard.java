package io.openmeet.loadtest.monitoringfiles;

import static io.openmeet.loadtest.monitoringfiles.MonitoringFiles.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The dashboard "Load Testing & Performance", read from its file. */
final class GrafanaDashboard {
  private final JsonNode model = MonitoringFiles.json(MonitoringFiles.DASHBOARD);

  /**
   * One query, ready for Prometheus: every variable has the value that means all.
   *
   * @param where for people: the panel's title
   */
  record Query(String where, String expression) {
    private static Query of(String where, String written) {
      return new Query(
          where,
          written
              .replaceAll("\\$(simulation|injector|instance)\\b", ".*")
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

    /** The limit that is drawn as a line; empty when there is no line. */
    OptionalDouble line() {
      String style = model.at("/fieldConfig/defaults/custom/thresholdsStyle/mode").asText("off");
      return style.equals("off")
          ? OptionalDouble.empty()
          : elements(model.at("/fieldConfig/defaults/thresholds/steps"))
              .map(step -> step.path("value"))
              .filter(JsonNode::isNumber)
              .mapToDouble(JsonNode::asDouble)
              .findFirst();
    }

    /** The color above the line. */
    String colorAboveLine() {
      return model.at("/fieldConfig/defaults/thresholds/steps/1/color").asText();
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
    return Stream.concat(
            panels().flatMap(Panel::queries),
            elements(model.at("/annotations/list"))
                .map(a -> Query.of(a.path("name").asText(), a.at("/target/expr").asText())))
        .toList();
  }

  Stream<JsonNode> variables() {
    return elements(model.at("/templating/list"));
  }
}
