package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Reads the figures for the list of runs from the beginning of a results.json. The file of a long
 * run has megabytes, but these figures are in its first kilobytes.
 */
final class ResultsHead {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The last of the needed fields. */
  private static final String LAST = "users";

  private static final Set<String> NEEDED =
      Set.of(
          "startedAt",
          "simulation",
          "profile",
          "share",
          "verdict",
          "reasons",
          "slas",
          "totals",
          LAST);

  private static final int LONGEST_TEXT = 200;

  private ResultsHead() {}

  /**
   * @throws IOException when the file is malformed; the message gives the reason on one line
   */
  static PortalEntry read(Path runFolder, boolean gatlingReport) throws IOException {
    JsonNode head = head(runFolder.resolve(ResultsJson.NAME));
    String startedAt = text(head.path("startedAt"));
    String simulation = simulation(head);
    String verdict = text(head.path("verdict"));
    if (verdict == null || startedAt == null || simulation == null) {
      throw new IOException("verdict, startedAt or simulation is missing");
    }
    JsonNode totals = head.path("totals");
    return PortalEntry.of(
        runFolder.getFileName().toString(),
        startedAt,
        gatlingReport,
        new PortalEntry.Results(
            simulation,
            text(head.path("profile")),
            verdict,
            reason(verdict, levels(head, "BROKEN"), text(head.path("reasons").path(0))),
            head.path("slas").size(),
            levels(head, "MET").size(),
            number(totals.path("errorRatio")).map(Number::doubleValue).orElse(null),
            number(totals.path("rps")).map(Number::doubleValue).orElse(null),
            number(totals.path("p95Ms")).map(Number::intValue).orElse(null),
            number(totals.path("p99Ms")).map(Number::intValue).orElse(null),
            number(head.path(LAST).path("peak")).map(Number::longValue).orElse(null),
            labels(head)));
  }

  private static ObjectNode head(Path file) throws IOException {
    ObjectNode head = JSON.createObjectNode();
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = JSON.createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is not a JSON object");
      }
      while (!head.has(LAST) && json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (NEEDED.contains(field)) {
          head.set(field, JSON.readTree(json));
        } else {
          json.skipChildren();
        }
      }
    }
    return head;
  }

  /** One of several injectors is not listed like a run of the whole load. */
  private static String simulation(JsonNode head) {
    String simulation = text(head.path("simulation"));
    JsonNode share = head.path("share");
    return simulation == null || !share.isObject()
        ? simulation
        : "%s, part %s/%s"
            .formatted(simulation, share.path("index").asInt(), share.path("count").asInt());
  }

  private static List<String> levels(JsonNode head, String verdict) {
    return StreamSupport.stream(head.path("slas").spliterator(), false)
        .filter(level -> verdict.equals(level.path("verdict").asText()))
        .map(level -> text(level.path("name")))
        .toList();
  }

  private static Map<String, LevelLabel> labels(JsonNode head) {
    Map<String, LevelLabel> labels = new HashMap<>();
    for (JsonNode level : head.path("slas")) {
      String name = text(level.path("name"));
      if (name != null) {
        String bound = Objects.requireNonNullElse(text(level.path("bound")), "");
        labels.putIfAbsent(level.path("id").asText(), new LevelLabel(name, bound));
      }
    }
    return labels;
  }

  /**
   * Why the verdict is not PASS. Broken service levels come first, because a list has little room.
   */
  private static String reason(String verdict, List<String> broken, String reason) {
    if (broken.isEmpty()) {
      return reason;
    }
    String levels = "Broken: " + String.join(", ", broken) + ".";
    return PlainText.cut(
        verdict.equals("FAIL") || reason == null ? levels : levels + " " + reason, LONGEST_TEXT);
  }

  private static Optional<Number> number(JsonNode value) {
    return value.isNumber() ? Optional.of(value.numberValue()) : Optional.empty();
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? PlainText.cut(value.textValue(), LONGEST_TEXT) : null;
  }
}
