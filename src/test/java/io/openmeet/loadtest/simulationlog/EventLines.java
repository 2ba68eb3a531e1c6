package io.openmeet.loadtest.simulationlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Describes the content of a log, one line for each record. Times are offsets from the start. */
final class EventLines implements LogVisitor {
  private final List<String> lines = new ArrayList<>();
  private LogHeader run;
  private LogNames names;

  static List<String> of(Path log) throws IOException {
    EventLines lines = new EventLines();
    LogReader.readAll(log, lines);
    return lines.lines();
  }

  List<String> lines() {
    return lines;
  }

  LogHeader run() {
    return run;
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    this.run = run;
    this.names = names;
    lines.add(
        "run %s of %s at %d \"%s\", scenarios %s, %d assertions"
            .formatted(
                run.simulationClass(),
                run.gatlingVersion(),
                run.startMs(),
                run.description(),
                run.scenarios(),
                run.assertions().size()));
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    add("user of %s %s at %d", run.scenarios().get(scenario), starts ? "starts" : "ends", ms(atMs));
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    add(
        "request %s %d-%d %s \"%s\"",
        names.path(path), ms(startMs), ms(endMs), ok ? "ok" : "ko", names.text(message));
  }

  @Override
  public void unmatched(int path, long atMs, boolean ok, int message) {
    add(
        "unmatched %s at %d %s \"%s\"",
        names.path(path), ms(atMs), ok ? "ok" : "ko", names.text(message));
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    add(
        "group %s %d-%d of %d %s",
        names.path(path), ms(startMs), ms(endMs), cumulatedMs, ok ? "ok" : "ko");
  }

  @Override
  public void error(int message, long atMs) {
    add("error \"%s\" at %d", names.text(message), ms(atMs));
  }

  private long ms(long epochMs) {
    return epochMs - run.startMs();
  }

  private void add(String format, Object... values) {
    lines.add(format.formatted(values));
  }
}
