package io.openmeet.loadtest.monitoring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One scrape of a target's metrics in Prometheus' text format.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
public final class MetricsText {
  /** One line of the scrape. */
  public record Sample(Map<String, String> labels, double value) {}

  private final List<String> lines;
  private final Map<String, List<Sample>> samplesByName = new ConcurrentHashMap<>();

  private MetricsText(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Reads a scrape. A name's lines are parsed when it is asked for: few are, and an injector that
   * makes load has no time for the rest.
   */
  public static MetricsText parse(String text) {
    return new MetricsText(text.lines().toList());
  }

  private List<Sample> read(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> new SampleLine(line, name.length()).read())
        .flatMap(Optional::stream)
        .toList();
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
   * A name's samples, in the scrape's order; lines that are no samples are passed over. What stands
   * between a label's quotes is not unescaped.
   */
  public List<Sample> samples(String name) {
    return samplesByName.computeIfAbsent(name, this::read);
  }
}
