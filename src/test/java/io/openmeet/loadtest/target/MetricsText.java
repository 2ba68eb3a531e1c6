package io.openmeet.loadtest.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One scrape of a target's metrics in Prometheus' text format.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
public final class MetricsText {
  /** One line of the scrape. */
  public record Sample(Map<String, String> labels, double value) {}

  /** The label that distinguishes the instances of a target. */
  private static final String INSTANCE = "instance";

  private final Function<String, List<Sample>> reader;
  private final Map<String, List<Sample>> samplesByName = new ConcurrentHashMap<>();

  private MetricsText(Function<String, List<Sample>> reader) {
    this.reader = reader;
  }

  /**
   * Reads a scrape. A name's lines are parsed on first use: only few names are used, and parsing
   * all would cost the injector time while it makes load.
   */
  public static MetricsText parse(String text) {
    List<String> lines = text.lines().toList();
    return new MetricsText(name -> read(lines, name));
  }

  /** The scrapes of several instances, with a label {@code instance}: 0, 1 and so on. */
  public static MetricsText together(List<MetricsText> instances) {
    if (instances.size() == 1) {
      return instances.get(0);
    }
    return new MetricsText(
        name ->
            IntStream.range(0, instances.size())
                .boxed()
                .flatMap(
                    number ->
                        instances.get(number).samples(name).stream()
                            .map(sample -> labelled(sample, String.valueOf(number))))
                .toList());
  }

  private static Sample labelled(Sample sample, String instance) {
    Map<String, String> labels = new HashMap<>(sample.labels());
    labels.put(INSTANCE, instance);
    return new Sample(Map.copyOf(labels), sample.value());
  }

  private static List<Sample> read(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> new SampleLine(line, name.length()).read())
        .flatMap(Optional::stream)
        .toList();
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

  /**
   * A name's samples, in the scrape's order; other lines are skipped. Label values are not
   * unescaped.
   */
  public List<Sample> samples(String name) {
    return samplesByName.computeIfAbsent(name, reader);
  }
}
