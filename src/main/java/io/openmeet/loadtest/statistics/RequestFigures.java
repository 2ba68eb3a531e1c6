package io.openmeet.loadtest.statistics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Figures of one request name, or of all requests, within the window, for files.
 *
 * @param count requests that started in the window
 * @param ok those of them that succeeded
 * @param ko those of them that failed
 * @param errorRatio ko of count, 0-1; null when none started
 * @param rps requests that ended in the window, per second
 * @param times of the requests that started in the window, failed ones included
 */
public record RequestFigures(
    String name,
    long count,
    long ok,
    long ko,
    Double errorRatio,
    double rps,
    @JsonUnwrapped LatencyFigures times) {

  public static RequestFigures of(RequestStatistics request) {
    return new RequestFigures(
        request.name(),
        request.all().count(),
        request.ok().count(),
        request.ko().count(),
        request.errorRatio().isPresent() ? Rounded.ratio(request.errorRatio().getAsDouble()) : null,
        Rounded.value(request.rps()),
        request.all().figures().map(LatencyFigures::rounded).orElse(LatencyFigures.NONE));
  }
}
