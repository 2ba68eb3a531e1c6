package io.openmeet.loadtest.runs;

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
 * @param judged the simulation's own, with limits at the profile's intensity
 * @param responseTimeLimitsMs all limits on response times, also those of other simulations
 */
record ServiceLevels(List<Sla> judged, List<Double> responseTimeLimitsMs) {
  /**
   * @param file to read instead of slas.json
   * @param intensity ratio of the full load, in (0, 1]
   * @param ids of the levels by which the simulation is judged
   * @throws ConfigurationException when the file is malformed or has no level with such an id
   */
  static ServiceLevels read(Optional<Path> file, double intensity, String... ids) {
    SlaBook book = file.map(SlaBook::read).orElseGet(SlaBook::standard);
    return new ServiceLevels(
        Arrays.stream(ids).map(book::get).map(sla -> sla.atIntensity(intensity)).toList(),
        book.all().stream()
            .filter(sla -> sla.measure() == Measure.RESPONSE_TIME)
            .map(Sla::limit)
            .toList());
  }
}
