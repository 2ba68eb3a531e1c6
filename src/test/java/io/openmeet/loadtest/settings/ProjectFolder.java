package io.openmeet.loadtest.settings;

import java.nio.file.Path;

/** The folder of this project, also when {@code mvn -f} runs in another folder. */
public final class ProjectFolder {
  private ProjectFolder() {}

  /** The folder that the pom sets, or else the current folder. */
  public static Path path() {
    return Path.of(System.getProperty("loadtest.project", "")).toAbsolutePath();
  }

  /** Where the reference API keeps its data. */
  public static Path referenceData() {
    String set = System.getProperty("reference.dataFolder");
    return set == null ? path().resolve("target").resolve("reference") : Path.of(set);
  }
}
