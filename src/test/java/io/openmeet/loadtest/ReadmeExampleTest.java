package io.openmeet.loadtest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.simulations.SearchSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The simulation that README.md shows. */
class ReadmeExampleTest {
  /** From its javadoc on, without imports. */
  @Test
  void isTheWholeClassSearchSimulation() throws IOException {
    String file =
        Files.readString(
            Path.of("src/test/java", SearchSimulation.class.getName().replace('.', '/') + ".java"));
    String example = "```java\n" + file.substring(file.indexOf("/**")) + "```\n";

    String readme = Files.readString(Path.of("README.md"));
    assertTrue(readme.contains(example), () -> "README.md should contain:\n" + example);
  }
}
