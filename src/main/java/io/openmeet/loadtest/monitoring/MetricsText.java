package io.openmeet.loadtest.monitoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One scrape of a target's metrics in Prometheus' text format.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
public final class MetricsText {
  /** What stands between a label's quotes; possessive, or a long one would overflow the stack. */
  private static final String QUOTED = "(?:[^\"\\\\]++|\\\\.)*+";

  /** name, labels, value; a timestamp or an exemplar may follow. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:[^\"{}]++|\"%s\")*+)\\})?\\s+([^\\s#{}\"]+)(?:\\s.*)?"
              .formatted(QUOTED));

  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(%s)\"".formatted(QUOTED));

  /** One line of the scrape. */
  public record Sample(Map<String, String> labels, double value) {}

  private final Map<String, List<Sample>> samplesByName = new HashMap<>();

  private MetricsText() {}

  /** Reads a scrape; lines that are no samples are passed over. */
  public static MetricsText parse(String text) {
    MetricsText metrics = new MetricsText();
    text.lines().filter(line -> !line.startsWith("#")).forEach(metrics::add);
    return metrics;
  }

  private void add(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (sample.matches()) {
      samplesByName
          .computeIfAbsent(sample.group(1), name -> new ArrayList<>())
          .add(new Sample(labels(sample.group(2)), number(sample.group(3))));
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    if (text != null) {
      Matcher label = LABEL.matcher(text);
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return labels;
  }

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

  /**
   * A name's samples, in the scrape's order; what stands between a label's quotes is not unescaped.
   */
  public List<Sample> samples(String name) {
    return samplesByName.getOrDefault(name, List.of());
  }
}
