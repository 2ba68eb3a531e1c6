package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Figure;
import io.openmeet.loadtest.sla.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a run counts: whether the injector did what it was told, and whether nothing is missing.
 * A run that does not count says nothing about the target, however its figures look. The limits of
 * that kind stand here and in {@link HealthLimits}.
 */
public final class Validity {
  /** Of the planned arrivals, so many have to start: a ratio. */
  public static final double LEAST_DELIVERED_RATIO = 0.99;

  /** Of the requests that users who stay should make at their pace: a ratio. */
  public static final double LEAST_PACE_RATIO = 0.9;

  /**
   * From this share of what a network link can carry on, waits for it are in the response times.
   */
  public static final double MOST_LINK_USE_RATIO = 0.9;

  /** From this mean share of the machine's cores on, it is called busy. That is a warning only. */
  public static final double BUSY_CPU_RATIO = 0.9;

  private final List<String> damages = new ArrayList<>();
  private final List<String> injectorFaults = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private double injectorShareMs;

  private Validity() {}

  static Validity of(LoggedRun logged, Observations observations) {
    Validity validity = new Validity();
    RunStatistics statistics = logged.statistics();
    ArrivalFigures arrivals = logged.arrivals();
    boolean stopped = observations.stopped() != null;
    validity.judgeLog(statistics, stopped, logged.lastEventMs());
    if (logged.objection() != null) {
      validity.damages.add(logged.objection());
    }
    if (arrivals != null && !stopped) {
      validity.judgeArrivals(arrivals);
    }
    // Stopped before the window opened, there was nothing to be watched.
    if (!(stopped && observations.injector().nothingIsKnown())) {
      validity.judgeInjector(
          observations.injector(), arrivals, HealthLimits.of(observations.slas()));
    }
    if (!stopped && observations.paceMs() != null && observations.paceMs() > 0) {
      validity.judgePace(statistics, observations);
    }
    validity.judgeUsers(observations.userErrors());
    validity.warnOfWarmUp(observations.warmUp());
    validity.warnOfCpu(observations.injector(), observations.environment().sharesMachine());
    return validity;
  }

  /**
   * What is missing of the log, or of the load without a trace, a sentence each: nothing can be
   * said of such a run.
   */
  List<String> damages() {
    return List.copyOf(damages);
  }

  /** What the injector did not do as told, a sentence each. */
  List<String> injectorFaults() {
    return List.copyOf(injectorFaults);
  }

  /**
   * By how much an injector that was unwell may have lengthened the response time of a request that
   * it had sent, in milliseconds: for as long as it stood still. 0 for a healthy one, infinite
   * where nobody watched it.
   */
  double injectorShareMs() {
    return injectorShareMs;
  }

  /** What is worth knowing and changes nothing, a sentence each. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void judgeLog(RunStatistics statistics, boolean stopped, long lastEventMs) {
    if (statistics.end().isPartial()) {
      damages.add(partialLog(statistics));
      return;
    }
    long missingMs = statistics.window().endMs() - lastEventMs;
    if (!stopped && statistics.end().usersAlive() > 0) {
      damages.add(
          text(
              "Users who never ended: %,d; the limit is 0, so the run or its log was cut off. Look for what ended the run before its time, and run again.",
              statistics.end().usersAlive()));
    } else if (!stopped && missingMs > 0) {
      damages.add(
          text(
              "The log ends %s s before the measured window does; the limit is 0. Look for what ended the run before its time, and run again.",
              Figure.rounded(missingMs / 1000.0, 1)));
    }
  }

  /** The log's own words, without where it stood, and what they mean. */
  static String partialLog(RunStatistics statistics) {
    return statistics.end().named(RecordedRun.LOG)
        + " What came after is lost. Look for a full disk or a killed run, and run again.";
  }

  private void judgeArrivals(ArrivalFigures arrivals) {
    // A healthy one may come just before the window opens, or just after it closes.
    if (arrivals.delivered() + 1 < LEAST_DELIVERED_RATIO * arrivals.planned()) {
      injectorFaults.add(
          text(
              "The injector started %,d of %,d planned users (%s); the limit is %.0f %%. Give it more cores or memory, or split the load over several injectors.",
              arrivals.delivered(),
              arrivals.planned(),
              Figure.percentApart(
                  (double) arrivals.delivered() / arrivals.planned(), LEAST_DELIVERED_RATIO, 2),
              LEAST_DELIVERED_RATIO * 100));
    }
  }

  /**
   * Each user asks once in its pace and the time that an answer takes: so many requests there
   * should be, however slow the target is. Fewer, and it was the injector that held users up.
   */
  private void judgePace(RunStatistics statistics, Observations observations) {
    Distribution times = statistics.judged(observations.samples()).all();
    double cycleMs =
        observations.paceMs() + times.figures().map(LatencyFigures::meanMs).orElse(0.0);
    double planned = statistics.users().mean() * statistics.window().lengthMs() / cycleMs;
    if (times.count() < LEAST_PACE_RATIO * planned) {
      injectorFaults.add(
          text(
              "Users made %,d of %,.0f requests that their pace asks for (%s); the limit is %.0f %%. Give the injector more cores or memory, or split the load over several injectors.",
              times.count(),
              planned,
              Figure.percentApart(times.count() / planned, LEAST_PACE_RATIO, 0),
              LEAST_PACE_RATIO * 100));
    }
  }

  private void judgeUsers(UserErrors errors) {
    if (errors != null) {
      damages.add(
          text(
              "Virtual users failed by themselves %,d times, which is in no figure and makes the load less than it looks; the limit is 0. The first: %s. Mend the simulation.",
              errors.count(), errors.first()));
    }
  }

  private void judgeInjector(
      InjectorHealth injector, ArrivalFigures arrivals, HealthLimits limits) {
    judge(
        larger(injector.startLagP99Ms(), arrivals == null ? null : arrivals.lagP99Ms()),
        limits.startLagP99Ms(),
        "start lag P99",
        "Give the injector more cores, or less to do beside.");
    judge(
        larger(injector.longestStallMs(), arrivals == null ? null : arrivals.lagMaxMs()),
        limits.stallMs(),
        "longest stall",
        "Look for a suspended or overloaded machine.");
    judge(
        injector.gcPauseMaxMs(),
        limits.gcPauseMs(),
        "longest garbage collection pause",
        "Give the injector more heap (-Dinjector.heap), or more memory.");
    judge(
        injector.clockStepMs() == null ? null : Math.abs(injector.clockStepMs()),
        limits.clockStepMs(),
        "largest step of the wall clock",
        "Let the clock be adjusted in small steps while load runs.");
    judgeLink(injector.linkUseRatio());
  }

  /** A full link can hold an answer up for any time. */
  private void judgeLink(Double useRatio) {
    if (useRatio != null && useRatio >= MOST_LINK_USE_RATIO) {
      injectorShareMs = Double.POSITIVE_INFINITY;
      injectorFaults.add(
          text(
              "The injector's network link was used to %s; the limit is %.0f %%, since what waits for the link is no figure of the target. Use a faster link, or split the load over several injectors.",
              Figure.percentApart(useRatio, MOST_LINK_USE_RATIO, 0), MOST_LINK_USE_RATIO * 100));
    }
  }

  private void judge(Double figure, double limit, String name, String advice) {
    if (figure == null) {
      injectorShareMs = Double.POSITIVE_INFINITY;
      injectorFaults.add(
          text(
              "The injector's %s was not measured, so nothing shows that it kept up; the limit is %s. Make the run with its health watched.",
              name, Measure.RESPONSE_TIME.valueText(limit)));
    } else if (!(figure <= limit)) {
      injectorShareMs = Math.max(injectorShareMs, figure);
      injectorFaults.add(
          text(
              "The injector's %s is %s ms; the limit is %s. %s",
              name,
              Figure.roundedApart(figure, limit, 1),
              Measure.RESPONSE_TIME.valueText(limit),
              advice));
    }
  }

  private void warnOfWarmUp(WarmUpFigures warmUp) {
    if (warmUp != null && !warmUp.moving().isEmpty()) {
      warnings.add(
          text(
              "The window opened after %.0f s of warm-up, though not all was steady and whole (%s), so the figures may hold a part of the warm-up. Look for what is missing, or allow it more time (-Dwarmup.max).",
              warmUp.seconds(), String.join(", ", warmUp.moving())));
    }
  }

  private void warnOfCpu(InjectorHealth injector, Boolean sharesMachine) {
    Double busy = injector.machineCpuMeanRatio();
    if (busy != null && busy >= BUSY_CPU_RATIO) {
      warnings.add(
          text(
              "The injector's machine used %s of its cores on average; from %.0f %% on, response times may hold waits of its own. %s",
              Figure.percentApart(busy, BUSY_CPU_RATIO, 0),
              BUSY_CPU_RATIO * 100,
              Boolean.TRUE.equals(sharesMachine)
                  ? "The target shares these cores, so this alone does not make the run invalid."
                  : "Its start lag tells whether it kept up all the same."));
    }
  }

  private static Double larger(Double measured, Integer logged) {
    if (measured == null || logged == null) {
      return measured != null ? measured : logged == null ? null : Double.valueOf(logged);
    }
    return Math.max(measured, logged);
  }

  /**
   * How many samples a percentile needs for one of them to be able to lie above it.
   *
   * @param percentile 0-100, exclusive
   */
  static long samplesNeeded(double percentile) {
    BigDecimal hundred = BigDecimal.valueOf(100);
    return hundred
        .divide(hundred.subtract(BigDecimal.valueOf(percentile)), MathContext.DECIMAL64)
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  static String tooFewSamples(double percentile, long count, long needed) {
    return text(
        "%,d samples in the window, and P%s needs %,d or more",
        count, BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString(), needed);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
