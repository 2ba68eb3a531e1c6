package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.RunResult;
import java.io.IOException;
import java.nio.file.Path;

/** One format in which a run's result is written into the run's folder. */
@FunctionalInterface
public interface RunReport {

  /**
   * Writes the file, whole or not at all, over an older one.
   *
   * @param folder the run's, which exists
   */
  void write(RunResult result, Path folder) throws IOException;
}
