package io.openmeet.loadtest.monitoring;

import io.openmeet.loadtest.monitoring.MetricsText.Sample;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a scrape, from behind a metric's name: labels, value; a timestamp or an exemplar may
 * follow. Without regular expressions: an injector that makes load would have to compile them.
 */
final class SampleLine {
  private final String line;
  private int at;

  /**
   * @param nameLength where the name that is looked for ends
   */
  SampleLine(String line, int nameLength) {
    this.line = line;
    this.at = nameLength;
  }

  /** Empty when the name goes on, or this is no sample. */
  Optional<Sample> read() {
    Map<String, String> labels = new HashMap<>();
    if (is('{')) {
      at++;
      if (!readLabels(labels)) {
        return Optional.empty();
      }
    }
    int labelsEnd = at;
    skipBlanks();
    String value = line.substring(at, valueEnd());
    if (at == labelsEnd || value.isEmpty() || "{}#\"".indexOf(value.charAt(0)) >= 0) {
      return Optional.empty();
    }
    return Optional.of(new Sample(labels, MetricsText.number(value)));
  }

  /** Up to behind the closing brace; false when there is none, or something else before it. */
  private boolean readLabels(Map<String, String> labels) {
    while (!is('}')) {
      int equals = line.indexOf("=\"", at);
      int end = equals < 0 ? -1 : closingQuote(equals + 2);
      if (end < 0) {
        return false;
      }
      labels.put(line.substring(at, equals).strip(), line.substring(equals + 2, end));
      at = end + 1;
      skipBlanks();
      if (is(',')) {
        at++;
        skipBlanks();
      } else if (!is('}')) {
        return false;
      }
    }
    at++;
    return true;
  }

  /** A backslash takes the character behind it along; -1 when the line ends before. */
  private int closingQuote(int from) {
    int quote = from;
    while (quote < line.length() && line.charAt(quote) != '"') {
      quote += line.charAt(quote) == '\\' ? 2 : 1;
    }
    return quote < line.length() ? quote : -1;
  }

  private boolean is(char expected) {
    return at < line.length() && line.charAt(at) == expected;
  }

  private void skipBlanks() {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
  }

  private int valueEnd() {
    int end = at;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return end;
  }
}
