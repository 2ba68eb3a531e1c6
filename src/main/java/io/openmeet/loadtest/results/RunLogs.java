package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.MergedLogs;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The log of a run: one file, or one of each injector, read as if one injector had written all.
 *
 * @param files at least one
 */
record RunLogs(List<Path> files) {
  RunLogs {
    files = List.copyOf(files);
  }

  /**
   * Reads all records once, in the order of time.
   *
   * @return the end of the first file that is not whole, or of the first file
   * @throws UnreadableLogException when a file contains no run, or not the same simulation as the
   *     first
   */
  LogEnd read(LogVisitor visitor) throws IOException {
    if (files.size() == 1) {
      return LogReader.readRun(files.get(0), visitor);
    }
    List<LogEnd> ends = MergedLogs.read(files, visitor);
    return ends.stream().filter(end -> !end.isProvenWhole()).findFirst().orElse(ends.get(0));
  }
}
