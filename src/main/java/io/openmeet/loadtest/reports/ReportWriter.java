package io.openmeet.loadtest.reports;

import java.io.IOException;
import java.nio.file.Path;

/** One format of a run's report; writes a file into the run's folder. */
interface ReportWriter {

  /**
   * Writes the whole file or nothing, and replaces an older file.
   *
   * @param folder the run's folder, which exists
   */
  void write(RunReport report, Path folder) throws IOException;
}
