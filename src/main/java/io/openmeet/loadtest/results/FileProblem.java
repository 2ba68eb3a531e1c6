package io.openmeet.loadtest.results;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Why a file cannot be read or written, in words for people. */
public final class FileProblem {
  private FileProblem() {}

  /** A clause; the file's name is not part of it, as far as Java reports it apart. */
  public static String reason(IOException problem) {
    if (!(problem instanceof FileSystemException disk)) {
      return problem.getMessage() == null
          ? problem.getClass().getSimpleName()
          : problem.getMessage();
    }
    return disk.getReason() == null
        ? disk.getClass().getSimpleName().replace("Exception", "")
        : disk.getReason();
  }
}
