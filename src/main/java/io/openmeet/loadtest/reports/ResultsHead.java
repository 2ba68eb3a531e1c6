package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the figures for the list of runs from the beginning of a results.json. The file of a long
 * run has megabytes, but these figures are in its first kilobytes.
 */
final class ResultsHead {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_TEXT = 200;

  private String startedAt;
  private String simulation;
  private String profile;
  private String verdict;
  private String reason;
  private final List<String> broken = new ArrayList<>();
  private int levels;
  private int levelsMet;
  private Double errorRatio;
  private Double rps;
  private Integer p95Ms;
  private Integer p99Ms;
  private Long peakUsers;

  private ResultsHead() {}

  /**
   * @throws IOException when the file is malformed; the message gives the reason on one line
   */
  static PortalEntry read(Path runFolder, boolean gatlingReport) throws IOException {
    ResultsHead head = new ResultsHead();
    try (InputStream in = Files.newInputStream(runFolder.resolve(ResultsJson.NAME));
        JsonParser json = JSON.createParser(in)) {
      head.readFrom(json);
    }
    if (head.verdict == null || head.startedAt == null || head.simulation == null) {
      throw new IOException("verdict, startedAt or simulation is missing");
    }
    return new PortalEntry(
        runFolder.getFileName().toString(),
        head.startedAt,
        null,
        null,
        head.simulation,
        head.profile,
        head.verdict,
        head.why(),
        head.levels,
        head.levelsMet,
        head.errorRatio,
        head.rps,
        head.p95Ms,
        head.p99Ms,
        head.peakUsers,
        gatlingReport);
  }

  /**
   * Why the verdict is not PASS: first the broken service levels, because a list has little room.
   */
  private String why() {
    if (broken.isEmpty()) {
      return reason;
    }
    String levels = "Broken: " + String.join(", ", broken) + ".";
    return shortened(verdict.equals("FAIL") || reason == null ? levels : levels + " " + reason);
  }

  private void readFrom(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it is not a JSON object");
    }
    while (peakUsers == null && json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "startedAt" -> startedAt = text(json);
        case "simulation" -> simulation = text(json);
        case "profile" -> profile = text(json);
        case "verdict" -> verdict = text(json);
        case "reasons" -> readReasons(json);
        case "slas" -> readLevels(json);
        case "totals" -> readTotals(json);
        case "users" -> readUsers(json);
        default -> json.skipChildren();
      }
    }
  }

  private void readReasons(JsonParser json) throws IOException {
    while (inArray(json)) {
      reason = reason == null ? text(json) : reason;
    }
  }

  private void readLevels(JsonParser json) throws IOException {
    while (inArray(json)) {
      levels++;
      String name = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("name")) {
          name = text(json);
        } else if (field.equals("verdict")) {
          levelsMet += "MET".equals(json.getText()) ? 1 : 0;
          if ("BROKEN".equals(json.getText())) {
            broken.add(name);
          }
        }
        json.skipChildren();
      }
    }
  }

  private void readTotals(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      boolean known = json.nextToken().isNumeric();
      switch (field) {
        case "errorRatio" -> errorRatio = known ? Double.valueOf(json.getDoubleValue()) : null;
        case "rps" -> rps = known ? Double.valueOf(json.getDoubleValue()) : null;
        case "p95Ms" -> p95Ms = known ? Integer.valueOf(json.getIntValue()) : null;
        case "p99Ms" -> p99Ms = known ? Integer.valueOf(json.getIntValue()) : null;
        default -> json.skipChildren();
      }
    }
  }

  private void readUsers(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("peak")) {
        peakUsers = json.getLongValue();
      }
      json.skipChildren();
    }
  }

  /** Also stops at the end of a truncated file. */
  private static boolean inArray(JsonParser json) throws IOException {
    JsonToken token = json.nextToken();
    return token != null && token != JsonToken.END_ARRAY;
  }

  private static String text(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return shortened(json.getText());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
