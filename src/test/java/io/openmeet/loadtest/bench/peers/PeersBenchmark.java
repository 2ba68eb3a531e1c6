package io.openmeet.loadtest.bench.peers;

import io.openmeet.loadtest.bench.peers.PeerTables.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads what {@code ci/bench/peers} left, prints the tables and writes them as Markdown. */
public final class PeersBenchmark {
  private static final String STALL = "stall";

  private final Stall stall;
  private final PrintStream console;
  private final StringBuilder markdown = new StringBuilder("# Side by side\n\n");

  private PeersBenchmark(Stall stall, PrintStream console) {
    this.stall = stall;
    this.console = console;
  }

  /**
   * @param args folder, the machine's description, seconds of each load, seconds of the stall
   */
  public static void main(String[] args) throws IOException {
    Stall stall = new Stall(Integer.parseInt(args[3]), Integer.parseInt(args[2]));
    summarise(Path.of(args[0]), args[1], stall, System.out);
  }

  /** Writes {@code summary.md} into the folder. */
  static void summarise(Path folder, String machine, Stall stall, PrintStream console)
      throws IOException {
    PeersBenchmark summary = new PeersBenchmark(stall, console);
    summary.fact(machine);
    Tools.read(folder.resolve("tools.tsv")).forEach(summary::fact);
    for (Path runs : inOrder(folder.resolve("runs"))) {
      summary.runs(runs);
    }
    Files.writeString(folder.resolve("summary.md"), summary.markdown);
  }

  private void fact(String sentence) {
    console.println(sentence);
    markdown.append("- ").append(sentence).append('\n');
  }

  private void runs(Path folder) throws IOException {
    List<PeerRun> runs = PeerRun.readAll(folder);
    String name = folder.getFileName().toString();
    if (name.equals(STALL)) {
      table(
          "The API stands still for %d s of %d s".formatted(stall.seconds(), stall.ofSeconds()),
          PeerTables.stalled(runs, stall));
    } else {
      table("%s requests/s for %d s".formatted(name, stall.ofSeconds()), PeerTables.atARate(runs));
    }
  }

  private void table(String heading, Table table) {
    console.println();
    console.println(heading);
    console.print(table.text());
    markdown.append("\n## ").append(heading).append("\n\n").append(table.markdown());
  }

  /** The lowest rate first, the stall last. */
  private static List<Path> inOrder(Path runs) throws IOException {
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.sorted(Comparator.comparingInt(PeersBenchmark::order)).toList();
    }
  }

  private static int order(Path runs) {
    String name = runs.getFileName().toString();
    return name.equals(STALL) ? Integer.MAX_VALUE : Integer.parseInt(name);
  }
}
