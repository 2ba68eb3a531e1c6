package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The verdict on a run, with the sentences that explain it. INVALID stands above FAIL: when the
 * injector did not do what it was told, a broken limit may be its own doing.
 *
 * <p>A run that was stopped for the target's errors, or from which arrivals were dropped since the
 * target did not answer, is the one exception: that data is missing then is the target's doing, so
 * missing data alone leaves it a FAIL. A damaged log makes it INVALID all the same, and so does,
 * unless the run was stopped for errors, an injector that was itself unwell.
 */
record RunJudgement(RunVerdict verdict, List<String> reasons, List<String> warnings) {

  /**
   * @param stopped null when the run was not stopped
   * @param dropped a sentence when arrivals were dropped
   */
  static RunJudgement of(
      List<SlaOutcome> outcomes, Validity validity, Stop stopped, Optional<String> dropped) {
    List<String> invalid = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    boolean forErrors = stopped != null && stopped.isForErrors();
    invalid.addAll(validity.reasons());
    dropped.ifPresent(failed::add);
    if (outcomes.isEmpty()) {
      invalid.add("No service level was asked for, so none was met. Name one for the simulation.");
    }
    for (SlaOutcome outcome : outcomes) {
      if (outcome.verdict() == Verdict.BROKEN) {
        failed.add(broken(outcome));
      } else if (outcome.verdict() == Verdict.NO_DATA) {
        (forErrors || dropped.isPresent() ? failed : invalid).add(noData(outcome));
      }
    }
    boolean isInvalid = !invalid.isEmpty() || stopped != null && !forErrors;
    List<String> reasons = new ArrayList<>();
    if (stopped != null) {
      // First, whatever the verdict: it explains why there is so little of the run.
      reasons.add("The run was stopped: " + stopped.reason());
    }
    reasons.addAll(isInvalid ? invalid : failed);
    List<String> warnings = new ArrayList<>(validity.warnings());
    if (isInvalid) {
      // They are not the reason then, and yet no figure is to be read without them.
      dropped.ifPresent(warnings::add);
    }
    RunVerdict worst = reasons.isEmpty() ? RunVerdict.PASS : RunVerdict.FAIL;
    return new RunJudgement(isInvalid ? RunVerdict.INVALID : worst, reasons, warnings);
  }

  /** Without service levels there is nothing that a run could have met. */
  static RunJudgement unjudged(RunStatistics statistics, String reason) {
    List<String> reasons = new ArrayList<>(List.of(reason));
    if (statistics.end().isPartial()) {
      reasons.add(Validity.partialLog(statistics));
    }
    return new RunJudgement(RunVerdict.INVALID, reasons, List.of());
  }

  private static String broken(SlaOutcome outcome) {
    SlaResult result = SlaResult.of(outcome);
    return String.format(
        Locale.ROOT,
        "%s is %s; the limit is %s (%s).",
        result.name(),
        result.actualText(),
        result.limitText(),
        result.marginText());
  }

  private static String noData(SlaOutcome outcome) {
    SlaResult result = SlaResult.of(outcome);
    return String.format(
        Locale.ROOT,
        "%s (%s) cannot be judged: %s.",
        result.name(),
        result.limitText(),
        result.reason());
  }
}
