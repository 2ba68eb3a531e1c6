package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/**
 * Formats JSON for people who search a line and for tools that compare lines. On the first levels,
 * each value has its own line; deeper levels share one line. So a second has one line, not nine.
 */
final class RowPerEntry extends MinimalPrettyPrinter implements PrettyPrinter {
  private static final long serialVersionUID = 1L;
  private static final int LEVELS_WITH_LINES = 2;
  private static final String INDENT = "  ";

  private int level;

  @Override
  public void writeStartObject(JsonGenerator json) throws IOException {
    json.writeRaw('{');
    level++;
  }

  @Override
  public void writeStartArray(JsonGenerator json) throws IOException {
    json.writeRaw('[');
    level++;
  }

  @Override
  public void beforeObjectEntries(JsonGenerator json) throws IOException {
    newLine(json);
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    newLine(json);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(": ");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    next(json);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    next(json);
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) throws IOException {
    end(json, entries, '}');
  }

  @Override
  public void writeEndArray(JsonGenerator json, int entries) throws IOException {
    end(json, entries, ']');
  }

  private void next(JsonGenerator json) throws IOException {
    json.writeRaw(level > LEVELS_WITH_LINES ? ", " : ",");
    newLine(json);
  }

  private void end(JsonGenerator json, int entries, char bracket) throws IOException {
    boolean hadLines = level <= LEVELS_WITH_LINES && entries > 0;
    level--;
    if (hadLines) {
      json.writeRaw("\n" + INDENT.repeat(level));
    }
    json.writeRaw(bracket);
  }

  /** Not called for an empty object or list. */
  private void newLine(JsonGenerator json) throws IOException {
    if (level <= LEVELS_WITH_LINES) {
      json.writeRaw("\n" + INDENT.repeat(level));
    }
  }
}
