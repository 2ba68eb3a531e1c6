package io.openmeet.loadtest.simulationlog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps all records of a log, with their times and with names instead of ids. */
final class RecordedLog implements LogVisitor {
  /**
   * @param atMs when the record's event took place
   */
  record Event(long atMs, String text) {}

  private final List<Event> events = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private LogHeader run;
  private LogNames names;

  /**
   * The records of several logs, put into one list and sorted. Within a log, a record that is
   * earlier than one before it counts as having that one's time, so that each log keeps its order.
   */
  static List<Event> sorted(List<RecordedLog> logs) {
    record Keyed(long key, Event event) {}
    List<Keyed> all = new ArrayList<>();
    for (RecordedLog log : logs) {
      long key = Long.MIN_VALUE;
      for (Event event : log.events) {
        key = Math.max(key, event.atMs());
        all.add(new Keyed(key, event));
      }
    }
    all.sort(Comparator.comparingLong(Keyed::key)); // stable
    return all.stream().map(Keyed::event).toList();
  }

  List<Event> events() {
    return events;
  }

  /** The values that the visitor received, with ids. */
  List<String> calls() {
    return calls;
  }

  LogHeader run() {
    return run;
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    this.run = run;
    this.names = names;
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    calls.add("user " + scenario + " " + starts + " " + atMs);
    add(atMs, "user of " + run.scenarios().get(scenario) + " starts: " + starts);
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    calls.add("request " + path + " " + startMs + "-" + endMs + " " + ok + " " + message);
    String text = "request " + names.path(path) + " from " + startMs + " " + ok + " ";
    add(endMs, text + names.text(message));
  }

  @Override
  public void unmatched(int path, long atMs, boolean ok, int message) {
    calls.add("unmatched " + path + " " + atMs + " " + ok + " " + message);
    add(atMs, "unmatched " + names.path(path) + " " + ok + " " + names.text(message));
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    calls.add("group " + path + " " + startMs + "-" + endMs + " " + cumulatedMs + " " + ok);
    String text = "group " + names.path(path) + " from " + startMs + " ";
    add(endMs, text + cumulatedMs + " " + ok);
  }

  @Override
  public void error(int message, long atMs) {
    calls.add("error " + message + " " + atMs);
    add(atMs, "error " + names.text(message));
  }

  private void add(long atMs, String text) {
    events.add(new Event(atMs, text));
  }
}
