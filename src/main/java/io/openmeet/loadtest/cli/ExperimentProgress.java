package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.comparison.Experiment;
import io.openmeet.loadtest.comparison.ExperimentPlan;
import io.openmeet.loadtest.comparison.ExperimentRun;
import io.openmeet.loadtest.comparison.ScheduledRun;
import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.results.RunVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Prints a line when a run begins, and one when it ends. */
final class ExperimentProgress implements Experiment.Progress {
  private final int pairs;
  private final PrintWriter out;

  ExperimentProgress(Experiment experiment, PrintWriter out) throws IOException {
    ExperimentPlan plan = experiment.plan();
    this.pairs = plan.pairs();
    this.out = out;
    out.printf(
        "Experiment %s: %d of %d runs have ended; they are in %s%n",
        plan.name(), experiment.runs().size(), 2 * pairs, experiment.folder());
    out.flush();
  }

  @Override
  public void begins(ScheduledRun run, Path log) {
    out.printf(
        "Pair %d of %d, %s: running; Maven's output is in %s%n",
        run.pair(), pairs, run.side(), log);
    out.flush();
  }

  @Override
  public void ended(ExperimentRun run) {
    Integer p95Ms = run.result().figures().totals().times().p95Ms();
    out.printf(
        "Pair %d of %d, %s: %s%s%n",
        run.pair(),
        pairs,
        run.side(),
        run.verdict(),
        p95Ms == null ? "" : ", P95 %d ms".formatted(p95Ms));
    if (run.verdict() == RunVerdict.INVALID) {
      out.printf(
          "  Pair %d is left out: %s%n",
          run.pair(), PlainText.of(run.result().outcome().reasons().get(0)));
    }
    out.flush();
  }
}
