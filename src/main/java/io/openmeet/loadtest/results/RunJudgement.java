package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.RunStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on a run, with the sentences that explain it.
 *
 * <ul>
 *   <li>INVALID, regardless of the figures, when the log is damaged, or when the run was stopped
 *       and the target is not the reason;
 *   <li>otherwise FAIL, when there is evidence against the target: a broken service level that
 *       {@link Evidence} accepts, dropped arrivals, or a stop because of its errors. Missing data
 *       or an unhealthy injector does not change this;
 *   <li>otherwise INVALID, when the injector was unhealthy, when a service level has no data or is
 *       broken without evidence, or when there is no service level;
 *   <li>otherwise PASS.
 * </ul>
 *
 * <p>The reasons always contain the broken service levels, and those without data.
 */
record RunJudgement(RunVerdict verdict, List<String> reasons, List<String> warnings) {

  /**
   * @param stopped null when the run was not stopped
   * @param dropped a sentence when arrivals were dropped
   */
  static RunJudgement of(
      List<SlaOutcome> outcomes,
      Validity validity,
      Evidence evidence,
      Stop stopped,
      Optional<String> dropped) {
    boolean forErrors = stopped != null && stopped.isForErrors();
    List<String> against = new ArrayList<>();
    List<String> withoutEvidence = new ArrayList<>();
    List<String> noData = new ArrayList<>();
    List<String> warnings = new ArrayList<>(validity.warnings());
    dropped.ifPresent(evidence.targetCausedDrops() ? against::add : warnings::add);
    for (SlaOutcome outcome : outcomes) {
      switch (outcome.verdict()) {
        case MET -> {}
        case NO_DATA -> noData.add(noData(outcome));
        case NOT_JUDGED -> warnings.add(notJudged(outcome));
        case BROKEN -> {
          Optional<String> objection = forErrors ? Optional.empty() : evidence.objection(outcome);
          (objection.isPresent() ? withoutEvidence : against).add(broken(outcome, objection));
        }
      }
    }
    if (outcomes.stream().allMatch(outcome -> outcome.verdict() == Verdict.NOT_JUDGED)) {
      noData.add(
          outcomes.isEmpty()
              ? "The run has no service level, so it met none. Add one to the simulation."
              : "No service level was judged, so none was met. Remove \"whenMissing\" from slas.json, or provide the data for the service levels.");
    }
    boolean isUnusable = !validity.damages().isEmpty() || stopped != null && !forErrors;
    boolean targetFails = !isUnusable && (forErrors || !against.isEmpty());

    List<String> reasons = new ArrayList<>();
    if (stopped != null) {
      // First for every verdict: it explains why the run is short.
      reasons.add("The run was stopped: " + stopped.reason());
    }
    reasons.addAll(validity.damages());
    if (targetFails) {
      warnings.addAll(0, validity.injectorFaults());
    } else {
      reasons.addAll(validity.injectorFaults());
    }
    reasons.addAll(against);
    reasons.addAll(noData);
    reasons.addAll(withoutEvidence);
    return new RunJudgement(verdict(targetFails, reasons), reasons, warnings);
  }

  private static RunVerdict verdict(boolean targetFails, List<String> reasons) {
    if (targetFails) {
      return RunVerdict.FAIL;
    }
    return reasons.isEmpty() ? RunVerdict.PASS : RunVerdict.INVALID;
  }

  /** A run without service levels cannot pass. */
  static RunJudgement unjudged(RunStatistics statistics, String reason) {
    List<String> reasons = new ArrayList<>(List.of(reason));
    if (statistics.end().isPartial()) {
      reasons.add(InjectorValidity.partialLog(statistics));
    }
    return new RunJudgement(RunVerdict.INVALID, reasons, List.of());
  }

  /** Adds sentences to the warnings; not when the run says nothing about the target. */
  RunJudgement noting(List<String> notes) {
    if (verdict == RunVerdict.INVALID) {
      return this;
    }
    List<String> all = new ArrayList<>(warnings);
    all.addAll(notes);
    return new RunJudgement(verdict, reasons, all);
  }

  private static String broken(SlaOutcome outcome, Optional<String> objection) {
    SlaResult result = SlaResult.of(outcome);
    return "%s is %s; the limit is %s (%s)%s."
        .formatted(
            result.name(),
            result.actualText(),
            result.limitText(),
            result.marginText(),
            objection.map(", but this says nothing about the target: "::concat).orElse(""));
  }

  private static String notJudged(SlaOutcome outcome) {
    return undecided(outcome, "is not judged");
  }

  private static String noData(SlaOutcome outcome) {
    return undecided(outcome, "cannot be judged");
  }

  private static String undecided(SlaOutcome outcome, String what) {
    SlaResult result = SlaResult.of(outcome);
    return "%s (%s) %s: %s.".formatted(result.name(), result.limitText(), what, result.reason());
  }
}
