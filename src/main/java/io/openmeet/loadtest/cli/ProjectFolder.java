package io.openmeet.loadtest.cli;

import java.nio.file.Path;

/** The project's folder; ci/loadtest sets the property. */
final class ProjectFolder {
  private ProjectFolder() {}

  static Path path() {
    return Path.of(System.getProperty("loadtest.project", "")).toAbsolutePath();
  }
}
