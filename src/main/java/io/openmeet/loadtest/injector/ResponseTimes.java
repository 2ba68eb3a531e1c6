package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.statistics.RequestStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The response times by which service levels are judged.
 *
 * @param judged times of all requests, or of the one that is judged
 * @param byRequest times of each request; empty when only one is judged
 */
public record ResponseTimes(CorrectedTimes judged, Map<String, CorrectedTimes> byRequest) {

  /**
   * @param only the one request that is judged; null: all
   * @param correction from the samples of requests to their corrected times
   */
  public static ResponseTimes of(
      RequestStatistics judged,
      List<RequestStatistics> requests,
      String only,
      Function<RequestStatistics, CorrectedTimes> correction) {
    return new ResponseTimes(
        correction.apply(judged),
        only != null
            ? Map.of()
            : requests.stream().collect(Collectors.toMap(RequestStatistics::name, correction)));
  }

  public static ResponseTimes asLogged(
      RequestStatistics judged, List<RequestStatistics> requests, String only) {
    return of(judged, requests, only, request -> CorrectedTimes.asLogged(request.all()));
  }
}
