package io.openmeet.loadtest.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run of one tool.
 *
 * @param report empty: the tool gave no result
 * @param load what the script and the API saw; empty when that was too little
 */
record PeerRun(Tool tool, Optional<ToolReport> report, Optional<LoadStretch> load) {

  /**
   * All runs at a rate.
   *
   * @param folder with a folder for each tool that ran
   */
  static List<PeerRun> readAll(Path folder) throws IOException {
    List<PeerRun> runs = new ArrayList<>();
    for (Tool tool : Tool.values()) {
      Path run = folder.resolve(tool.folder());
      if (Files.isDirectory(run)) {
        runs.add(read(tool, run));
      }
    }
    return runs;
  }

  private static PeerRun read(Tool tool, Path folder) throws IOException {
    return new PeerRun(
        tool, tool.report(folder), tool.load(folder, readings(folder.resolve("readings"))));
  }

  private static List<Reading> readings(Path folder) throws IOException {
    List<Reading> readings = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        readings.add(Reading.read(file));
      }
    }
    return readings;
  }
}
