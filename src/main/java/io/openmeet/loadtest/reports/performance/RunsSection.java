package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.performance.MeasuredRun;
import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.results.SlaResult;

/** All runs behind the report. */
final class RunsSection {
  private RunsSection() {}

  static void add(TracedText text, PerformanceStudy study) {
    text.heading("Runs").blank();
    text.line(
        "All runs behind the other sections, in the order of their starts. The figures that they contribute are in {}; the source of each figure of"
            + " this file is in {}. The whole {} of each run stays in the folder of the experiment, which is not in git.",
        Traced.code(PerformanceStudy.NAME, Sources.METHOD),
        Traced.code(PerformanceReport.SOURCES, Sources.METHOD),
        Traced.code("results.json", Sources.METHOD));
    text.header("Run", "Started", "Verdict", "Requests/s", "P95");
    for (MeasuredRun run : study.runs()) {
      text.row(
          Traced.figure(run.name(), Sources.run(run, "name")),
          Traced.figure(run.startedAt(), Sources.run(run, "startedAt")),
          Traced.of(run.verdict().name()),
          Traced.figure(
              MetricText.significant(run.requestsPerSecond()), Sources.run(run, "totals.rps")),
          run.level("api-p95")
              .or(() -> run.level("websocket-p95"))
              .map(level -> p95(run, level))
              .orElse(Traced.of("-")));
    }
  }

  private static Traced p95(MeasuredRun run, SlaResult level) {
    return Traced.figure(level.actualText(), Sources.run(run, level.id()));
  }
}
