package io.openmeet.loadtest.statistics;

/**
 * FigureText of one request name, or of all requests, within the window. Response times are those
 * of the requests that started in it, failed ones included; they are null when none started.
 *
 * @param count requests that started in the window
 * @param ok those of them that succeeded
 * @param ko those of them that failed
 * @param errorRatio ko of count, 0-1; null when none started
 * @param rps requests that ended in the window, per second
 * @param p999Ms P99.9
 */
public record RequestFigures(
    String name,
    long count,
    long ok,
    long ko,
    Double errorRatio,
    double rps,
    Integer minMs,
    Double meanMs,
    Double stdDevMs,
    Integer p50Ms,
    Integer p75Ms,
    Integer p90Ms,
    Integer p95Ms,
    Integer p99Ms,
    Integer p999Ms,
    Integer maxMs) {

  public static RequestFigures of(RequestStatistics request) {
    long count = request.all().count();
    long ok = request.ok().count();
    double rps = Rounded.value(request.rps());
    if (count == 0) {
      return new RequestFigures(
          request.name(),
          0,
          0,
          0,
          null,
          rps,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    LatencyFigures times = request.all().figures().orElseThrow();
    return new RequestFigures(
        request.name(),
        count,
        ok,
        count - ok,
        Rounded.ratio((double) (count - ok) / count),
        rps,
        times.minMs(),
        Rounded.value(times.meanMs()),
        Rounded.value(times.stdDevMs()),
        times.p50Ms(),
        times.p75Ms(),
        times.p90Ms(),
        times.p95Ms(),
        times.p99Ms(),
        times.p999Ms(),
        times.maxMs());
  }
}
