package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.load.AskedLoad;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The service levels of a run.
 *
 * @param ofWhole the simulation's own, with the limits of all injectors together
 * @param recorded the same, with this injector's part of the limits
 * @param judged the same, when this run alone is judged
 * @param responseTimeLimitsMs all limits on response times, also those of other simulations
 */
record ServiceLevels(
    List<Sla> ofWhole, List<Sla> recorded, List<Sla> judged, List<Double> responseTimeLimitsMs) {
  /**
   * @param file to read instead of slas.json
   * @param hasMetrics whether the target has metrics; without, the levels that need them are not
   *     judged
   * @param ids of the levels by which the simulation is judged
   * @throws ConfigurationException when the file is malformed or has no level with such an id
   */
  static ServiceLevels read(
      Optional<Path> file, AskedLoad load, boolean hasMetrics, String... ids) {
    SlaBook book = file.map(SlaBook::read).orElseGet(SlaBook::standard);
    List<Sla> full =
        Arrays.stream(ids)
            .map(book::get)
            .map(sla -> hasMetrics || !sla.measure().fromTarget() ? sla : skipped(sla))
            .toList();
    List<Sla> recorded = at(load.limitRatio(), full);
    return new ServiceLevels(
        at(load.whole().limitRatio(), full),
        recorded,
        load.scale().share().isWhole() ? recorded : recorded.stream().map(Sla::inPart).toList(),
        book.all().stream()
            .filter(sla -> sla.measure() == Measure.RESPONSE_TIME)
            .map(Sla::limit)
            .toList());
  }

  private static Sla skipped(Sla sla) {
    return sla.withWhenMissing(Sla.WhenMissing.SKIP);
  }

  private static List<Sla> at(double intensity, List<Sla> full) {
    return full.stream().map(sla -> sla.atIntensity(intensity)).toList();
  }
}
