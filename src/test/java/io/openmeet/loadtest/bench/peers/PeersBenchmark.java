package io.openmeet.loadtest.bench.peers;

import io.openmeet.loadtest.bench.peers.PeerTables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads what {@code ci/bench/peers} left, prints the tables and writes them as Markdown. */
public final class PeersBenchmark {
  private static final String STALL = "stall";

  private PeersBenchmark() {}

  /**
   * @param args folder, the machine's description, seconds of each load, seconds of the stall
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    StringBuilder markdown = new StringBuilder("# Side by side\n\n");
    List<String> facts = new ArrayList<>(List.of(args[1]));
    facts.addAll(Tools.read(folder.resolve("tools.tsv")));
    for (String fact : facts) {
      System.out.println(fact);
      markdown.append("- ").append(fact).append('\n');
    }
    int seconds = Integer.parseInt(args[2]);
    for (Path rate : rates(folder.resolve("runs"))) {
      List<PeerRun> runs = PeerRun.readAll(rate);
      boolean stalled = rate.getFileName().toString().equals(STALL);
      Stall stall = new Stall(Integer.parseInt(args[3]), seconds);
      print(
          stalled
              ? "The API stands still for %d s of %d s".formatted(stall.seconds(), seconds)
              : "%s requests/s for %d s".formatted(rate.getFileName(), seconds),
          stalled ? PeerTables.stalled(runs, stall) : PeerTables.atARate(runs),
          markdown);
    }
    Files.writeString(folder.resolve("summary.md"), markdown);
  }

  private static void print(String heading, Table table, StringBuilder markdown) {
    System.out.printf("%n%s%n%s", heading, table.text());
    markdown.append("\n## ").append(heading).append("\n\n").append(table.markdown());
  }

  /** The lowest rate first, the stall last. */
  private static List<Path> rates(Path runs) throws IOException {
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.sorted(Comparator.comparingInt(PeersBenchmark::order)).toList();
    }
  }

  private static int order(Path runs) {
    String name = runs.getFileName().toString();
    return name.equals(STALL) ? Integer.MAX_VALUE : Integer.parseInt(name);
  }
}
