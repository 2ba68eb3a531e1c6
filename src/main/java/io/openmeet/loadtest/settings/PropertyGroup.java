package io.openmeet.loadtest.settings;

/** Properties with a common prefix, which another program reads and checks. */
public enum PropertyGroup {
  REFERENCE(
      "reference.",
      "for the reference API; not with baseUrl",
      "src/test/java/io/openmeet/reference/README.md"),
  GATLING(
      "gatling.",
      "most options of Gatling's plugin",
      "https://docs.gatling.io/integrations/build-tools/maven-plugin");

  private final String prefix;
  private final String meaning;
  private final String documentation;

  PropertyGroup(String prefix, String meaning, String documentation) {
    this.prefix = prefix;
    this.meaning = meaning;
    this.documentation = documentation;
  }

  /** What each key begins with; it ends with a dot. */
  public String prefix() {
    return prefix;
  }

  /** A short sentence without a full stop. */
  public String meaning() {
    return meaning;
  }

  /** The file or address that describes each key. */
  public String documentation() {
    return documentation;
  }
}
