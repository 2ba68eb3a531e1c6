package io.openmeet.loadtest.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The scrape of one instance. A name's lines are parsed on first use: only few names are used, and
 * parsing all would cost the injector time while it makes load.
 */
final class SingleScrape implements MetricsText {
  private final List<String> lines;
  private final Map<String, List<Sample>> samplesByName = new ConcurrentHashMap<>();

  SingleScrape(List<String> lines) {
    this.lines = lines;
  }

  @Override
  public List<Sample> samples(String name) {
    return samplesByName.computeIfAbsent(name, this::read);
  }

  private List<Sample> read(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> new SampleLine(line, name.length()).read())
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public List<Counter> counters() {
    MetricTypes types = MetricTypes.read(lines);
    List<Counter> counters = new ArrayList<>();
    for (String line : lines) {
      String name = SampleLine.name(line);
      if (types.isCounter(name)) {
        new SampleLine(line, name.length())
            .read()
            .ifPresent(sample -> counters.add(new Counter(name, sample)));
      }
    }
    return counters;
  }

  @Override
  public boolean isCounter(String name) {
    return MetricTypes.read(lines).isCounter(name);
  }
}
