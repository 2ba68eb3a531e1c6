package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.ArrivalFigures;
import io.openmeet.loadtest.injector.HealthLimits;
import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.statistics.Distribution;
import io.openmeet.loadtest.statistics.LatencyFigures;
import io.openmeet.loadtest.statistics.RunStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides whether what one injector did is a valid measurement: it followed its plan, and no data
 * is missing. The limits are here and in {@link HealthLimits}.
 */
final class InjectorValidity {
  /** Least share of the planned arrivals that must start, 0-1. */
  private static final double LEAST_DELIVERED_RATIO = 0.99;

  /** Least share of the requests that looping users must make at their pace, 0-1. */
  private static final double LEAST_PACE_RATIO = 0.9;

  /** From this use of a network link on, 0-1, response times include waits for the link. */
  private static final double MOST_LINK_USE_RATIO = 0.9;

  /** From this mean use of the machine's cores on, 0-1, the report has a warning. */
  private static final double BUSY_CPU_RATIO = 0.9;

  private final List<String> damages = new ArrayList<>();
  private final List<String> injectorFaults = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private double injectorShareMs;

  private final RunPart part;

  private InjectorValidity(RunPart part) {
    this.part = part;
  }

  static InjectorValidity of(InjectorAnalysis logged) {
    Observations known = logged.part().known();
    InjectorValidity validity = new InjectorValidity(logged.part());
    ArrivalFigures arrivals = logged.arrivalFigures();
    boolean stopped = known.stopped() != null;
    validity.judgeLog(logged.statistics(), stopped, logged.lastEventMs());
    if (logged.objection() != null) {
      validity.damage(logged.objection());
    }
    if (arrivals != null && !stopped) {
      validity.judgeArrivals(arrivals);
    }
    // A run that was stopped before the window opened has no injector health.
    if (!(stopped && known.injector().nothingIsKnown())) {
      validity.judgeInjector(logged);
    }
    if (!stopped && known.paceMs() != null && known.paceMs() > 0) {
      validity.judgePace(logged.statistics(), known);
    }
    validity.judgeUserErrors(known.userErrors());
    validity.warnOfWarmUp(known.warmUp());
    validity.warnOfCpu(known.injector(), known.environment().sharesMachine());
    return validity;
  }

  /**
   * Missing parts of the log, or of the load that the log does not show, a sentence each. Such a
   * run says nothing about the target.
   */
  List<String> damages() {
    return List.copyOf(damages);
  }

  /** Deviations of the injector from its plan, a sentence each. */
  List<String> injectorFaults() {
    return List.copyOf(injectorFaults);
  }

  /**
   * The time that an unhealthy injector may have added to the response time of a request, in
   * milliseconds: as long as it stood still. 0 for a healthy injector, infinite when its health was
   * not measured or its network link was full.
   */
  double injectorShareMs() {
    return injectorShareMs;
  }

  /** Notes that do not change the verdict, a sentence each. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void judgeLog(RunStatistics statistics, boolean stopped, long lastEventMs) {
    if (statistics.end().isPartial()) {
      damage(partialLog(statistics));
      return;
    }
    if (stopped) {
      return;
    }
    long missingMs = statistics.window().endMs() - lastEventMs;
    if (statistics.end().usersAlive() > 0) {
      damage(
          text(
              "Users that never ended: %,d; the limit is 0, so the run or its log was cut off. Find out why the run ended early, and run again.",
              statistics.end().usersAlive()));
    } else if (missingMs > 0) {
      damage(
          text(
              "The log ends %s s before the measured window ends; the limit is 0. Find out why the run ended early, and run again.",
              NumberText.rounded(missingMs / 1000.0, 1)));
    }
  }

  /** How the log ended, without the path of its folder, and what this means. */
  static String partialLog(RunStatistics statistics) {
    return statistics.end().named(RunDirectory.LOG)
        + " Later records are lost. Check for a full disk or a killed run, and run again.";
  }

  private void judgeArrivals(ArrivalFigures arrivals) {
    // One arrival of a healthy injector may fall just outside the window.
    if (arrivals.delivered() + 1 < LEAST_DELIVERED_RATIO * arrivals.planned()) {
      fault(
          text(
              "The injector started %,d of %,d planned users (%s); the limit is %.0f %%. Use more CPU cores or memory, or split the load over several injectors.",
              arrivals.delivered(),
              arrivals.planned(),
              NumberText.percentApart(
                  (double) arrivals.delivered() / arrivals.planned(), LEAST_DELIVERED_RATIO, 2),
              LEAST_DELIVERED_RATIO * 100));
    }
  }

  /**
   * Each user makes one request per pace plus response time. This gives the expected number of
   * requests, also for a slow target. With fewer requests, the injector delayed the users.
   */
  private void judgePace(RunStatistics statistics, Observations observations) {
    Distribution times = statistics.judged(observations.samples()).all();
    double cycleMs =
        observations.paceMs() + times.figures().map(LatencyFigures::meanMs).orElse(0.0);
    double planned = statistics.users().mean() * statistics.window().lengthMs() / cycleMs;
    if (times.count() < LEAST_PACE_RATIO * planned) {
      fault(
          text(
              "Users made %,d of %,.0f requests that their pace requires (%s); the limit is %.0f %%. Use more CPU cores or memory, or split the load over several injectors.",
              times.count(),
              planned,
              NumberText.percentApart(times.count() / planned, LEAST_PACE_RATIO, 0),
              LEAST_PACE_RATIO * 100));
    }
  }

  private void judgeUserErrors(UserErrors errors) {
    if (errors != null) {
      damage(
          text(
              "Virtual users failed %,d times because of the simulation itself; no figure includes these failures, and they lower the load; the limit is 0. The first: %s. Fix the simulation.",
              errors.count(), errors.first()));
    }
  }

  private void judgeInjector(InjectorAnalysis logged) {
    InjectorHealth injector = part.health();
    HealthLimits limits = logged.limits();
    judge(
        logged.startLagP99Ms(),
        limits.startLagP99Ms(),
        "start lag P99",
        "Use more CPU cores, or stop other programs on this machine.");
    judge(
        logged.longestStallMs(),
        limits.stallMs(),
        "longest stall",
        "Check whether the machine was suspended or overloaded.");
    judge(
        injector.gcPauseMaxMs(),
        limits.gcPauseMs(),
        "longest garbage collection pause",
        "Give the injector more heap (-Dinjector.heap), or more memory.");
    judge(
        injector.clockStepMs() == null ? null : Math.abs(injector.clockStepMs()),
        limits.clockStepMs(),
        "largest step of the wall clock",
        "Adjust the clock only in small steps during the run.");
    judgeLink(injector.linkUseRatio());
  }

  /** A full link can delay an answer for any time. */
  private void judgeLink(Double useRatio) {
    if (useRatio != null && useRatio >= MOST_LINK_USE_RATIO) {
      injectorShareMs = Double.POSITIVE_INFINITY;
      fault(
          text(
              "The injector's network link was used to %s; the limit is %.0f %%, because response times then include waits for the link. Use a faster link, or split the load over several injectors.",
              NumberText.percentApart(useRatio, MOST_LINK_USE_RATIO, 0),
              MOST_LINK_USE_RATIO * 100));
    }
  }

  private void judge(Double figure, double limit, String name, String advice) {
    if (figure == null) {
      injectorShareMs = Double.POSITIVE_INFINITY;
      fault(
          text(
              "The injector's %s was not measured, so it is not known whether the injector kept up; the limit is %s. Run again with health monitoring.",
              name, Unit.MILLISECONDS.text(limit)));
    } else if (!(figure <= limit)) {
      injectorShareMs = Math.max(injectorShareMs, figure);
      fault(
          text(
              "The injector's %s is %s ms; the limit is %s. %s",
              name,
              NumberText.roundedApart(figure, limit, 1),
              Unit.MILLISECONDS.text(limit),
              advice));
    }
  }

  private void warnOfWarmUp(WarmUpFigures warmUp) {
    if (warmUp != null && !warmUp.moving().isEmpty()) {
      warn(
          text(
              "The window opened after %.0f s of warm-up, but the load was not yet steady and complete (%s), so the figures may include a part of the warm-up. Find the cause, or allow more time (-Dwarmup.max).",
              warmUp.seconds(), String.join(", ", warmUp.moving())));
    }
  }

  private void warnOfCpu(InjectorHealth injector, Boolean sharesMachine) {
    Double busy = injector.machineCpuMeanRatio();
    if (busy != null && busy >= BUSY_CPU_RATIO) {
      warn(
          text(
              "The injector's machine used %s of its cores on average; from %.0f %% on, response times may include its own waits. %s",
              NumberText.percentApart(busy, BUSY_CPU_RATIO, 0),
              BUSY_CPU_RATIO * 100,
              Boolean.TRUE.equals(sharesMachine)
                  ? "The target shares these cores, so this alone does not make the run invalid."
                  : "Its start lag shows whether it still kept up."));
    }
  }

  private void damage(String sentence) {
    damages.add(part.sentence(sentence));
  }

  private void fault(String sentence) {
    injectorFaults.add(part.sentence(sentence));
  }

  private void warn(String sentence) {
    warnings.add(part.sentence(sentence));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
