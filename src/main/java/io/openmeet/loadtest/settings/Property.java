package io.openmeet.loadtest.settings;

/**
 * The properties of a run, set with {@code -Dkey=value}. All keys, defaults and ranges are here;
 * the README's table and {@code ci/loadtest settings} show them.
 */
public enum Property {
  BASE_URL(
      "baseUrl",
      "",
      "http://host:port/path",
      "the target; without it, each simulation starts the reference API"),
  TARGET_HEALTH(
      "target.health",
      "/health",
      "path, url, none",
      "answers 200 when the target is ready; a path is below baseUrl"),
  TARGET_METRICS(
      "target.metrics",
      "/metrics",
      "path, url[,url], none",
      "Prometheus metrics of the target, or of each of its instances; none: levels from them are not judged"),
  ALLOW_TARGET("allowTarget", "", "host[,host]", "hosts other than loopback that may receive load"),
  PROFILE("profile", "quick", Profile.labels(), "load and length of the run"),
  RATE(
      "rate",
      "",
      "1 to 1000000",
      "requests/s instead of the profile's, for simulations with a rate",
      1,
      1_000_000),
  USERS(
      "users",
      "",
      "1 to 1000000",
      "users at once instead of the profile's, for the other simulations",
      1,
      1_000_000),
  DURATION(
      "duration",
      "",
      "5 to 86400",
      "length of the measured window in seconds, instead of the profile's",
      5,
      86_400),
  THINK_TIME_FACTOR(
      "thinkTimeFactor",
      "",
      "0.01 to 100",
      "factor on every think time instead of the profile's: 1, for smoke 0.5"),
  BROWSER(
      "browser",
      "auto",
      "auto, on, off",
      "BrowserSimulation runs against the reference API if Chromium and four cores are found; on: always; off: never"),
  FEEDERS("feeders", "", "<folder>", "folder of all feeder files, instead of feeders/"),
  SLAS("slas", "", "<file>", "service levels to use instead of slas.json"),
  HISTORY(
      "history",
      "history",
      "<folder>",
      "where each run adds its line; a relative path begins in the project's folder"),
  WARMUP_MAX("warmup.max", "120", 5, 3_600, "longest warm-up in seconds, from the first sign-in"),
  STOP_ERROR_RATIO(
      "stopErrorRatio",
      "0.5",
      0,
      1,
      "a higher ratio of errors to answers stops the run; with 1, it never stops"),
  STOP_AFTER_SECONDS(
      "stopAfterSeconds",
      "10",
      1,
      3_600,
      "seconds in a row with more errors than stopErrorRatio until the run stops"),
  INJECTOR("injector", "1/1", "<index>/<count>", "this injector, of several that share the load"),
  START_AT(
      "startAt",
      "",
      "a time, such as 2026-05-04T03:00:00Z",
      "when the measured window opens, at the earliest"),
  BARRIER(
      "injector.barrier",
      "",
      "<folder>",
      "empty folder in which all injectors wait for each other"),
  MAX_IN_FLIGHT(
      "injector.maxInFlight",
      "the smaller of half of (ulimit -n - 300) and one request for each 64 KB of heap",
      1,
      999_999_999,
      "most requests in flight in an open model"),
  /** The pom repeats the default, for injector.options. */
  HEAP("injector.heap", "1g", "a size, such as 512m", "heap of the injector"),
  /** The pom repeats the default, for injector.options. */
  EVENT_LOOPS(
      "injector.eventLoops", "2", "1 or more", "sending threads, about 15,000 requests/s each"),
  /** The default is from the examples of Prometheus's own exporters for Java. */
  METRICS_PORT(
      "metrics.port",
      "9464",
      "0 to 65535, off",
      "port of the dashboard; has to be free if you set it; 0: any; off: no page",
      0,
      65_535),
  METRICS_HOST(
      "metrics.host",
      "127.0.0.1",
      "address",
      "address of the dashboard; any other than loopback lets everybody read it"),
  METRICS_ALLOW_HOST(
      "metrics.allowHost",
      "",
      "name[,name]",
      "more host names of the dashboard, such as a service's in Compose"),
  /** The default lets a page, which reads the figures every two seconds, read the last ones. */
  METRICS_LINGER(
      "metrics.linger",
      "3",
      0,
      300,
      "longest wait in seconds, at the end, for readers without the final figures"),
  METRICS_REMOTE_WRITE(
      "metrics.remoteWrite",
      "",
      "http://host:port/path",
      "Prometheus to which the run sends its figures every 5 s, by remote write");

  private final String key;
  private final String defaultText;
  private final String allowed;
  private final String meaning;
  private final int least;
  private final int most;

  Property(String key, String defaultText, String allowed, String meaning) {
    this(key, defaultText, allowed, meaning, 0, 0);
  }

  Property(String key, String defaultText, int least, int most, String meaning) {
    this(key, defaultText, least + " to " + most, meaning, least, most);
  }

  Property(String key, String defaultText, String allowed, String meaning, int least, int most) {
    this.key = key;
    this.defaultText = defaultText;
    this.allowed = allowed;
    this.meaning = meaning;
    this.least = least;
    this.most = most;
  }

  /** The name on the command line. */
  public String key() {
    return key;
  }

  /** The value when none is given, or the rule that gives it; empty when there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** The allowed values: a range, a list, or how to write them. */
  public String allowed() {
    return allowed;
  }

  /** A short sentence without a full stop. */
  public String meaning() {
    return meaning;
  }

  /** The least allowed number; 0 if the value is not a number. */
  int least() {
    return least;
  }

  /** The greatest allowed number; 0 if the value is not a number. */
  int most() {
    return most;
  }
}
