package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.CorrectedLatency;
import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.statistics.Concurrency;
import io.openmeet.loadtest.statistics.ErrorCount;
import io.openmeet.loadtest.statistics.LatencyBar;
import io.openmeet.loadtest.statistics.RequestFigures;
import io.openmeet.loadtest.statistics.Rounded;
import io.openmeet.loadtest.statistics.RunStatistics;
import io.openmeet.loadtest.statistics.Second;
import io.openmeet.loadtest.statistics.WindowFigures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a run: the content of {@code results.json}, from which every other report is made.
 * results.schema.json describes it. Percentiles go from 0 to 100, ratios from 0 to 1, units are in
 * the names. A value that was not measured is null.
 *
 * <p>The file has the fields of the first three parts at its top level. Those that a list of runs
 * needs come first, so that it does not have to read the rest.
 *
 * @param injector how well the injector kept up; the worst of several injectors
 * @param injectors each of several injectors; empty when one made the whole load
 * @param warmUp the load before the window; null when it is not known
 * @param environment null when only the log is known
 */
public record RunResult(
    int schemaVersion,
    @JsonUnwrapped Identity identity,
    @JsonUnwrapped Outcome outcome,
    @JsonUnwrapped Figures figures,
    InjectorHealth injector,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<InjectorFigures> injectors,
    WarmUpFigures warmUp,
    RunEnvironment environment) {
  public static final int SCHEMA_VERSION = 1;

  static final String NO_LEVELS =
      "No service levels were recorded: there is no %s next to the log, so the figures cover the whole log and nothing is judged. Copy this file together with the log."
          .formatted(ObservationsFile.NAME);

  /**
   * Which run it was.
   *
   * @param simulation the class, without its package
   * @param profile null when only the log is known
   * @param target its address; null when only the log is known
   * @param share of the load that this injector made; null when it made all of it
   * @param startedAt start of the run, not of the window, in UTC
   */
  public record Identity(
      String simulation,
      String profile,
      String target,
      InjectorShare share,
      String startedAt,
      String gatlingVersion,
      WindowFigures window) {}

  /**
   * What the figures say about the target.
   *
   * @param reasons why the verdict is not PASS, a sentence each
   * @param warnings notes that do not change the verdict, a sentence each
   * @param partial whether a part of the run is missing
   * @param slas the service levels; empty when only the log is known
   */
  public record Outcome(
      RunVerdict verdict,
      List<String> reasons,
      List<String> warnings,
      boolean partial,
      List<SlaResult> slas) {
    public Outcome {
      reasons = List.copyOf(reasons);
      warnings = List.copyOf(warnings);
      slas = List.copyOf(slas);
    }

    /** For a page that shows the service levels in its own words. */
    public Outcome withoutSlas() {
      return new Outcome(verdict, reasons, warnings, partial, List.of());
    }
  }

  /**
   * What the target and the load did within the window.
   *
   * @param totals all requests together
   * @param users users alive at the same time
   * @param inFlight requests in flight at the same time
   * @param arrivals null when the load is not an open model
   * @param dropped arrivals of the window that were not sent; null when the load is not an open
   *     model
   * @param distinctKeys number of different keys that were requested in the window, by request
   *     name; only for requests that count them
   * @param latency as logged and corrected; null when there is no plan or pace to correct by
   * @param samples the one request that response times are judged from; null: all
   * @param stopped why the run ended early; null when it did not
   * @param requests in the order in which they first appear in the log
   * @param errors by message, the most frequent first
   * @param distribution of the response times of all requests
   * @param seconds the window second by second
   * @param work what the target did for each request, by name; empty when it is not known
   * @param browser what a browser measured beside the load; null when none took part
   */
  public record Figures(
      RequestFigures totals,
      Concurrency users,
      Concurrency inFlight,
      ArrivalFigures arrivals,
      DroppedArrivals dropped,
      Map<String, Integer> distinctKeys,
      CorrectedLatency latency,
      String samples,
      Stop stopped,
      List<RequestFigures> requests,
      List<ErrorCount> errors,
      List<LatencyBar> distribution,
      List<Second> seconds,
      List<WorkFigure> work,
      @JsonInclude(JsonInclude.Include.NON_NULL) BrowserResult browser) {
    public Figures {
      requests = List.copyOf(requests);
      errors = List.copyOf(errors);
      distribution = List.copyOf(distribution);
      seconds = List.copyOf(seconds);
      work = List.copyOf(work);
    }

    /** The same run in less detail. */
    public Figures showing(
        List<RequestFigures> requests, List<ErrorCount> errors, List<Second> seconds) {
      return new Figures(
          totals,
          users,
          inFlight,
          arrivals,
          dropped,
          distinctKeys,
          latency,
          samples,
          stopped,
          requests,
          errors,
          distribution,
          seconds,
          work,
          browser);
    }
  }

  static RunResult of(LogAnalysis logged, RunParts run) {
    Observations observations = run.together();
    RunStatistics statistics = logged.statistics();
    SlaMeasurement measurement =
        new SlaMeasurement(
            statistics.total(),
            logged.times(),
            observations.observed(),
            DroppedArrivals.count(observations.dropped()));
    List<SlaOutcome> outcomes =
        observations.judged().stream().map(sla -> sla.judge(measurement.of(sla))).toList();
    Validity validity = Validity.of(logged, run);
    RunJudgement judgement =
        RunJudgement.of(
            outcomes,
            validity,
            Evidence.of(
                logged, validity.injectorShareMs(), DroppedArrivals.count(observations.dropped())),
            observations.stopped(),
            Optional.ofNullable(observations.dropped())
                .filter(dropped -> dropped.count() > 0)
                .map(dropped -> dropped.sentence(logged.arrivals())));
    List<SlaResult> levels =
        outcomes.stream()
            .map(outcome -> SlaResult.of(outcome, logged.confidenceOf(outcome)))
            .toList();
    return of(
        logged,
        run.isMerged() ? InjectorFigures.of(logged.injectors()) : List.of(),
        observations.simulation(),
        observations,
        judgement.noting(CloseLimit.notes(levels, statistics.window().seconds())),
        levels);
  }

  /** The result of a log without observations: figures, but no judgement. */
  static RunResult unjudged(LogAnalysis logged) {
    String simulation = logged.statistics().run().simulationClass();
    return of(
        logged,
        List.of(),
        simulation.substring(simulation.lastIndexOf('.') + 1),
        null,
        RunJudgement.unjudged(logged.statistics(), NO_LEVELS),
        List.of());
  }

  /**
   * @param known null when only the log is known
   */
  private static RunResult of(
      LogAnalysis logged,
      List<InjectorFigures> injectors,
      String simulation,
      Observations known,
      RunJudgement judgement,
      List<SlaResult> slas) {
    RunStatistics statistics = logged.statistics();
    boolean stopped = known != null && known.stopped() != null;
    return new RunResult(
        SCHEMA_VERSION,
        new Identity(
            simulation,
            known == null ? null : known.profile(),
            known == null ? null : known.target(),
            known == null ? null : known.share(),
            WindowFigures.timestamp(statistics.run().startMs()),
            statistics.run().gatlingVersion(),
            WindowFigures.of(statistics.window())),
        new Outcome(
            judgement.verdict(),
            judgement.reasons(),
            judgement.warnings(),
            stopped || !statistics.end().isProvenWhole(),
            slas),
        new Figures(
            RequestFigures.of(statistics.total()),
            rounded(statistics.users()),
            rounded(statistics.inFlight()),
            logged.arrivals(),
            known == null ? null : known.dropped(),
            known == null ? Map.of() : known.distinctKeys(),
            logged.latency(),
            known == null ? null : known.samples(),
            stopped ? known.stopped() : null,
            statistics.requests().stream().map(RequestFigures::of).toList(),
            statistics.errors(),
            LatencyBar.of(statistics.total().all()),
            statistics.seconds(),
            known == null ? List.of() : known.workPerRequest(),
            browser(known, statistics)),
        LogAnalysis.worst(logged.injectors())
            .map(worst -> worst.part().health())
            .orElse(InjectorHealth.NOT_MEASURED),
        injectors,
        known == null ? null : known.warmUp(),
        known == null ? null : known.environment());
  }

  private static BrowserResult browser(Observations known, RunStatistics statistics) {
    return known == null || known.browser() == null
        ? null
        : BrowserResult.of(known.browser(), statistics.window(), statistics.seconds());
  }

  private static Concurrency rounded(Concurrency exact) {
    return new Concurrency(exact.peak(), exact.min(), Rounded.value(exact.mean()));
  }
}
