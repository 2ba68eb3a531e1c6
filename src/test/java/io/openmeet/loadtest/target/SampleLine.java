package io.openmeet.loadtest.target;

import io.openmeet.loadtest.target.MetricsText.Sample;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a scrape, after the metric's name: labels, value; a timestamp or an exemplar may
 * follow. It uses no regular expressions: compiling them would cost the injector time while it
 * makes load.
 */
final class SampleLine {
  private final String line;
  private int at;

  /**
   * @param nameLength the length of the name that is searched for
   */
  SampleLine(String line, int nameLength) {
    this.line = line;
    this.at = nameLength;
  }

  /** The text before labels and value; empty for a comment. */
  static String name(String line) {
    int end = 0;
    while (end < line.length()
        && "{#".indexOf(line.charAt(end)) < 0
        && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return line.substring(0, end);
  }

  /** Empty when the line has a longer name, or is not a sample. */
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
    return Optional.of(new Sample(labels, number(value)));
  }

  /** NaN when the text is no number. */
  static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> parsed(text);
    };
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }

  /** Moves past the closing brace; false when it is missing, or other text comes before it. */
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

  /** A backslash escapes the next character; -1 when the line has no closing quote. */
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
