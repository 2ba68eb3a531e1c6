package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.performance.MeasuredRun;
import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaResult;
import java.util.List;
import java.util.Optional;

/** The service levels at full load, with what was achieved. */
final class LevelsSection {
  /** A service level, and the simulation that it is taken from. */
  private record Level(String simulation, String id) {}

  static final String API = "ApiSimulation";
  static final String WEBSOCKET = "WebSocketSimulation";

  private static final List<Level> LEVELS =
      List.of(
          new Level(API, "api-p95"),
          new Level(API, "api-p99"),
          new Level(API, "error-rate"),
          new Level(API, "throughput"),
          new Level(WEBSOCKET, "connections"),
          new Level(WEBSOCKET, "websocket-p95"),
          new Level(API, "database-p95"),
          new Level(API, "cache-hit-ratio"));

  private LevelsSection() {}

  static void add(TracedText text, PerformanceStudy study) {
    text.heading("Service levels at full load").blank();
    text.line(
        "The API with its optimisations, under the whole load of {} and {}:",
        Traced.code(API, Sources.METHOD),
        Traced.code(WEBSOCKET, Sources.METHOD));
    text.header("Service level", "Limit", "Measured", "Margin", "Verdict", "Run");
    for (Level level : LEVELS) {
      study.fullLoad(level.simulation()).ifPresent(run -> row(text, run, level.id()));
    }
    for (String simulation : List.of(API, WEBSOCKET)) {
      study
          .fullLoad(simulation)
          .filter(run -> run.verdict() == RunVerdict.INVALID)
          .ifPresent(run -> invalid(text, run));
    }
  }

  private static void row(TracedText text, MeasuredRun run, String id) {
    Optional<SlaResult> found = run.level(id);
    if (found.isEmpty()) {
      return;
    }
    SlaResult level = found.get();
    String source = Sources.run(run, id);
    text.row(
        Traced.figure(level.name(), "slas.json"),
        Traced.figure(level.limitText(), "slas.json: " + id),
        Traced.figure(level.actualText(), source),
        level.marginText().isEmpty() ? Traced.of("-") : Traced.figure(level.marginText(), source),
        Traced.of(level.verdict().text()),
        Traced.figure(run.name(), Sources.run(run, "name")));
  }

  private static void invalid(TracedText text, MeasuredRun run) {
    text.blank()
        .line(
            "{} is INVALID, so its figures show nothing about the API: {}",
            Traced.code(run.name(), Sources.run(run, "name")),
            Traced.figure(run.reason(), Sources.run(run, "reasons")));
  }
}
