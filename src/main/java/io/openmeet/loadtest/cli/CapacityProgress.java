package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.capacity.Capacity;
import io.openmeet.loadtest.capacity.CapacityPlan;
import io.openmeet.loadtest.capacity.CapacityPlan.Subject;
import io.openmeet.loadtest.capacity.CapacityTrial;
import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.capacity.TrialInput;
import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.sla.NumberText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/** Prints a line when a trial begins, and one when it ends. */
final class CapacityProgress implements Capacity.Progress {
  private final PrintWriter out;
  private CapacityPlan plan;

  CapacityProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void searches(CapacityPlan next, Path folder, int ended) {
    plan = next;
    out.printf(
        "%s of %s: %d trials of at most %d have ended; they are in %s%n",
        plan.subject() == Subject.INJECTOR
            ? "The injector's own limit, against a server that does nothing,"
            : "Capacity",
        plan.simulationName(),
        ended,
        plan.search().mostTrials(),
        folder);
    out.flush();
  }

  @Override
  public void begins(int number, TrialInput input, Duration remaining) {
    out.printf(
        "Trial %d: %s %s for %d s; about %d min left at most%n",
        number,
        NumberText.count(input.load()),
        plan.unit().unit(),
        input.seconds(),
        remaining.plusSeconds(59).toMinutes());
    out.flush();
  }

  @Override
  public void ended(int number, CapacityTrial trial) {
    out.printf(
        "Trial %d: %s%s, %s/s answered%s%n",
        number,
        trial.trial().outcome(),
        trial.p95Ms() == null ? "" : ", P95 %d ms".formatted(trial.p95Ms()),
        NumberText.rounded(trial.answeredPerSecond(), 0),
        trial.trial().outcome() == Outcome.GOOD || trial.reasons().isEmpty()
            ? ""
            : ": " + PlainText.of(trial.reasons().get(0)));
    out.flush();
  }
}
