package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.injector.Plan;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Writes the folder of a run whose figures can all be computed by hand: one user after the other at
 * a constant rate, each with one request. What a test does not set is healthy.
 */
public final class SampleRun {
  /** 2026-05-04T03:02:01Z. */
  public static final long STARTED_AT_MS = 1_777_863_721_000L;

  static final String FOLDER = "apisimulation-20260504030201000";

  private static final int WARM_UP_MS = 2_000;

  public int perSecond = 100;

  /** The rate of the plan; null: {@link #perSecond}. */
  public Integer plannedPerSecond;

  public int seconds = 10;

  /** Identifies the log; null: the log was not sealed. */
  public LogSeal log;

  public List<String> requestNames = List.of("search meetings", "create meeting");
  public String errorMessage = "status.find.is(200), but actually found 503";

  /** From a user's number, counted from 0, to its response time. */
  public IntUnaryOperator responseMs = user -> 20 + user * 37 % 100;

  /** One user in this many has a failed request; 0: no failures. */
  public int failsEvery = 200;

  /** From a user's number to the delay of its start. */
  public IntUnaryOperator lateMs = user -> 0;

  public List<String> slaIds =
      List.of("api-p95", "api-p99", "error-rate", "throughput", "database-p95", "cache-hit-ratio");

  /** Used instead of {@link #slaIds} when set. */
  public List<Sla> slas;

  public double intensity = 0.019;
  public Map<String, Measured> observed =
      Map.of(
          "database-p95", new Measured.Interval(5, 10),
          "cache-hit-ratio", new Measured.Value(0.93));

  public Map<String, Tally> tallies = Map.of();

  /** What the target did; null: not recorded. */
  public TargetWork work;

  /** What a browser measured; null: none took part. */
  public BrowserFigures browser;

  public String samples;
  public Stop stopped;
  public boolean planned = true;
  public Long paceMs;
  public UserErrors userErrors;
  public long dropped;
  public Map<String, Integer> distinctKeys = Map.of("search meetings", 1234);

  /** Of the load; null: the whole. */
  public InjectorShare share;

  /** The users of the log; each injector has them in turn. */
  private InjectorShare users = InjectorShare.WHOLE;

  public ClockOffset clock;

  /** Users come and go without a request. */
  public boolean requestsLeftOut;

  public InjectorHealth injector = SampleHealth.healthy(10);

  WarmUpFigures warmUp = new WarmUpFigures(21.5, WarmUpFigures.Outcome.STEADY, List.of());

  public static SampleRun passing() {
    return new SampleRun();
  }

  /** Its P95 is over the limit; names and messages are as difficult as possible. */
  public static SampleRun hostile() {
    SampleRun run = new SampleRun();
    run.responseMs = user -> 20 + user * 37 % 300;
    run.requestNames =
        List.of(
            "<script>document.title='gone'</script>",
            "]]> & | `pipe` \\| **bold** [link](http://example.invalid)",
            "two\nlines\r\u0000\u0007\u001b[31mred",
            "\u202Eright to left\u2028\u2029 \u200F",
            "emoji \uD83C\uDF89 and \u00fc\u00df",
            "</script><img src=x onerror=alert(1)>",
            "x".repeat(1024));
    run.errorMessage = "<b>boom</b> ]]> | \u0000 \uD83D\uDCA5 @everyone #1 www.example.invalid";
    run.failsEvery = 50;
    return run;
  }

  /** A minute in which some stretches of 5 s are slower; its P95 is near the limit of 200 ms. */
  public static SampleRun close() {
    SampleRun run = new SampleRun();
    run.seconds = 60;
    run.injector = SampleHealth.healthy(60);
    run.responseMs = user -> (20 + user * 37 % 100) * (160 + user / 500 * 7 % 23) / 100;
    return run;
  }

  /** The second of four injectors, with a level on work for each request. */
  public static SampleRun part() {
    SampleRun run = new SampleRun();
    run.share = new InjectorShare(2, 4);
    run.slas =
        List.of(
            SlaBook.standard().get("api-p95"),
            SlaBook.standard().get("throughput").atIntensity(0.019),
            new Sla(
                "statements",
                "Statements per request",
                Measure.METRIC_PER_REQUEST,
                null,
                "statements_total",
                Bound.BELOW,
                2.0));
    run.observed =
        Map.of("statements", new Measured.Missing("known only when the parts are merged"));
    run.work = TargetWork.of(1_000, List.of(new WorkIncrease("statements_total", Map.of(), 5_000)));
    return run;
  }

  /** One request in 30,000 fails. */
  public static SampleRun rarelyFailing() {
    SampleRun run = new SampleRun();
    run.perSecond = 3_000;
    run.failsEvery = 30_000;
    return run;
  }

  /** That service level, which is not judged when it has no data. */
  public static Sla skipped(String id) {
    return SlaBook.standard().get(id).withWhenMissing(Sla.WhenMissing.SKIP);
  }

  public static long windowStartMs() {
    return STARTED_AT_MS + WARM_UP_MS;
  }

  Window window() {
    return new Window(windowStartMs(), windowStartMs() + seconds * 1000L);
  }

  /** Writes the log and the observations into a subfolder of this folder; returns the subfolder. */
  public Path writeTo(Path folder) throws IOException {
    Path run = writeLogTo(folder);
    ObservationsFile.write(observations(), run);
    return run;
  }

  /**
   * Writes the same run as that many injectors make it together; returns the folder of the merged
   * run.
   *
   * @param change of an injector's run, before it is written
   */
  public Path writePartsTo(Path folder, int count, Consumer<SampleRun> change) throws IOException {
    Path merged = Files.createDirectories(folder.resolve(FOLDER));
    for (int index = 1; index <= count; index++) {
      makeOnly(new InjectorShare(index, count));
      clock = new ClockOffset(0.2 * index, 1, "the shared folder");
      change.accept(this);
      Path part = writeTo(Files.createTempDirectory(folder, "part"));
      Path injectors = Files.createDirectories(merged.resolve(RunDirectory.INJECTORS));
      Files.move(part, injectors.resolve("%s-%d".formatted(FOLDER, index)));
    }
    share = null;
    users = InjectorShare.WHOLE;
    clock = null;
    return merged;
  }

  /** Leaves the rest of the load to other injectors. */
  void makeOnly(InjectorShare part) {
    share = part;
    users = part;
  }

  /** Writes the run as {@link #writeTo}, and reads its result. */
  RunResult resultIn(Path folder) throws IOException {
    return RunDirectory.read(writeTo(folder));
  }

  public Observations observations() {
    List<Sla> slas =
        this.slas != null
            ? this.slas
            : slaIds.stream()
                .map(SlaBook.standard()::get)
                .map(sla -> sla.atIntensity(intensity / users.count()))
                .toList();
    return new Observations(
        Observations.SCHEMA_VERSION,
        "ApiSimulation",
        "smoke",
        "http://127.0.0.1:8080",
        window(),
        samples,
        Set.of(),
        slas,
        observed,
        tallies,
        work,
        browser,
        stopped,
        planned
            ? Plan.constant(
                users.of((double) (plannedPerSecond == null ? perSecond : plannedPerSecond)),
                window())
            : null,
        paceMs,
        userErrors,
        planned ? new DroppedArrivals(dropped, 200) : null,
        distinctKeys,
        warmUp,
        injector,
        Set.of(),
        share,
        clock,
        new RunEnvironment(
            2,
            "AMD EPYC",
            8_589_934_592L,
            "OpenJDK 64-Bit Server VM 17.0.15",
            "Linux 6.1, amd64",
            "3.15.1",
            "06d4cc3fd11a2cc9582025b38b0a605d580f32f5",
            true,
            "0123456789ab"),
        log);
  }

  private record Event(long atMs, int user, Kind kind) {}

  private enum Kind {
    STARTS,
    ANSWERED,
    ENDS
  }

  /** Writes only the log. */
  public Path writeLogTo(Path folder) throws IOException {
    Path run = Files.createDirectories(folder.resolve(FOLDER));
    LogHeader first =
        new LogHeader(
            "3.15.1",
            "io.openmeet.loadtest.simulations.ApiSimulation",
            STARTED_AT_MS,
            "",
            List.of("API", "Verdict"),
            List.of());
    try (LogWriter log = new LogWriter(run.resolve(RunDirectory.LOG), first)) {
      for (Event event : events()) {
        write(log, event);
      }
      log.user(1, true, window().endMs() + 1000);
      log.user(1, false, window().endMs() + 1001);
    }
    return run;
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int user = users.index() - 1; user < perSecond * seconds; user += users.count()) {
      long start = startMs(user);
      long end = start + responseMs.applyAsInt(user);
      events.add(new Event(start, user, Kind.STARTS));
      events.add(new Event(end, user, Kind.ANSWERED));
      events.add(new Event(end, user, Kind.ENDS));
    }
    events.sort(
        Comparator.comparingLong(Event::atMs)
            .thenComparing(Event::user)
            .thenComparing(Event::kind));
    return events;
  }

  private long startMs(int user) {
    return windowStartMs() + user * 1000L / perSecond + lateMs.applyAsInt(user);
  }

  private void write(LogWriter log, Event event) throws IOException {
    switch (event.kind()) {
      case STARTS -> log.user(0, true, event.atMs());
      case ENDS -> log.user(0, false, event.atMs());
      case ANSWERED -> {
        if (requestsLeftOut) {
          return;
        }
        boolean ok = failsEvery == 0 || event.user() % failsEvery != 0;
        log.request(
            List.of(),
            requestNames.get(event.user() % requestNames.size()),
            startMs(event.user()),
            event.atMs(),
            ok,
            ok ? "" : errorMessage);
      }
    }
  }
}
