package io.openmeet.loadtest.settings;

import java.nio.file.Path;

/** Where this project lies, wherever it was called from: {@code mvn -f} runs in another folder. */
public final class ProjectFolder {
  private ProjectFolder() {}

  /** As the pom says; the folder at hand where nobody did. */
  public static Path path() {
    return Path.of(System.getProperty("loadtest.project", "")).toAbsolutePath();
  }

  /** Where the reference API keeps its data. */
  public static Path referenceData() {
    String set = System.getProperty("reference.dataFolder");
    return set == null ? path().resolve("target").resolve("reference") : Path.of(set);
  }
}
