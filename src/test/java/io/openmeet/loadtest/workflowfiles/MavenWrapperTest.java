package io.openmeet.loadtest.workflowfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mvnw}, for those without Maven. */
class MavenWrapperTest {
  private static Properties settings() throws IOException {
    Properties settings = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(".mvn/wrapper/maven-wrapper.properties"))) {
      settings.load(in);
    }
    return settings;
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return matcher.group(1);
  }

  /** With "only-script", no jar of the wrapper is downloaded, so the one checksum is enough. */
  @Test
  void runsOnlyTheDistributionOfThePinnedChecksum() throws IOException {
    assertEquals("only-script", settings().getProperty("distributionType"));
    assertTrue(settings().getProperty("distributionSha256Sum", "").matches("[0-9a-f]{64}"));
    assertTrue(Files.isExecutable(Path.of("mvnw")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ci/Dockerfile", "ci/gitlab-ci.yml"})
  void hasTheSameMavenAsTheImages(Path file) throws IOException {
    String wrappers =
        found("/apache-maven-([\\d.]+)-bin\\.zip$", settings().getProperty("distributionUrl"));

    assertEquals(wrappers, found("\\bmaven:([\\d.]+)-", Files.readString(file)));
  }
}
