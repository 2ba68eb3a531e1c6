package io.openmeet.loadtest.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The scrapes of a target's instances. The label {@value #INSTANCE} distinguishes them. */
final class InstanceScrapes implements MetricsText {
  static final String INSTANCE = "instance";

  private final List<MetricsText> instances;

  InstanceScrapes(List<MetricsText> instances) {
    this.instances = instances;
  }

  @Override
  public List<Sample> samples(String name) {
    return ofEach(
        (instance, number) ->
            instance.samples(name).stream().map(sample -> labelled(sample, number)));
  }

  @Override
  public List<Counter> counters() {
    return ofEach(
        (instance, number) ->
            instance.counters().stream()
                .map(counter -> new Counter(counter.name(), labelled(counter.sample(), number))));
  }

  @Override
  public boolean isCounter(String name) {
    return instances.stream().anyMatch(instance -> instance.isCounter(name));
  }

  private <T> List<T> ofEach(BiFunction<MetricsText, Integer, Stream<T>> reading) {
    return IntStream.range(0, instances.size())
        .boxed()
        .flatMap(number -> reading.apply(instances.get(number), number))
        .toList();
  }

  private static Sample labelled(Sample sample, int instance) {
    Map<String, String> labels = new HashMap<>(sample.labels());
    labels.put(INSTANCE, String.valueOf(instance));
    return new Sample(Map.copyOf(labels), sample.value());
  }
}
