package io.openmeet.loadtest.target;

import java.util.List;
import java.util.Map;

/**
 * One scrape of a target's metrics in Prometheus' text format, or several of them together.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
public interface MetricsText {
  /** One line of the scrape. */
  record Sample(Map<String, String> labels, double value) {}

  /** A line of a counter, with its name. */
  record Counter(String name, Sample sample) {}

  /** Reads a scrape. */
  static MetricsText parse(String text) {
    return new SingleScrape(text.lines().toList());
  }

  /** The scrapes of several instances, with a label {@code instance}: 0, 1 and so on. */
  static MetricsText together(List<MetricsText> instances) {
    return instances.size() == 1 ? instances.get(0) : new InstanceScrapes(instances);
  }

  /**
   * A name's samples, in the scrape's order; other lines are skipped. Label values are not
   * unescaped.
   */
  List<Sample> samples(String name);

  /**
   * All samples of counters, and the counts and sums of histograms and summaries, by the types that
   * the scrape declares. This parses every line: call it when the load is over.
   */
  List<Counter> counters();

  /** Whether {@link #counters} includes samples of this name, if there are any. */
  boolean isCounter(String name);
}
