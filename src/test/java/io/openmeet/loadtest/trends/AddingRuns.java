package io.openmeet.loadtest.trends;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A program that adds runs to a history, one right after the other. */
final class AddingRuns {
  private static final Instant FIRST_START = Instant.parse("2026-05-04T03:02:01.001Z");

  private AddingRuns() {}

  /**
   * @param args the history's folder, a simulation, the number of runs
   */
  public static void main(String[] args) throws Exception {
    RunHistory history = new RunHistory(Path.of(args[0]));
    for (HistoryEntry entry : entries(args[1], Integer.parseInt(args[2]))) {
      history.append(entry);
    }
  }

  static List<HistoryEntry> entries(String simulation, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> FIRST_START.plusSeconds(i).toString())
        .map(startedAt -> SampleEntry.at(startedAt).of(simulation, "smoke").entry())
        .toList();
  }

  static Process start(Path folder, String simulation, int number) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(AddingRuns.class.getName(), folder.toString(), simulation, "" + number));
    return new ProcessBuilder(command).inheritIO().start();
  }
}
