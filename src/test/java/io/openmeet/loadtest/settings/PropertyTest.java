package io.openmeet.loadtest.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PropertyTest {
  @Test
  void theReadmeHasAllPropertiesInTheSameWords() throws IOException {
    List<List<String>> expected =
        Stream.concat(
                Stream.of(Property.values())
                    .map(
                        property ->
                            List.of(
                                property.key(),
                                property == Property.MAX_IN_FLIGHT
                                    ? "below"
                                    : property.defaultText(),
                                property.allowed(),
                                property.meaning())),
                Stream.of(PropertyGroup.values())
                    .map(group -> List.of(group.prefix() + "*", "", "", group.meaning())))
            .toList();

    assertEquals(
        expected,
        sectionOfReadme()
            .lines()
            .filter(line -> line.startsWith("| `"))
            .skip(1) // the header
            .map(PropertyTest::cells)
            .toList());
  }

  @Test
  void theReadmeHasTheRuleForRequestsInFlightBelowTheTable() throws IOException {
    String text = withoutMarkup(sectionOfReadme()).replaceAll("\\s+", " ");

    assertTrue(
        text.contains(
            "By default, injector.maxInFlight is " + Property.MAX_IN_FLIGHT.defaultText() + "."),
        text);
  }

  @ParameterizedTest
  @EnumSource
  void theReadmeLinksToTheDocumentationOfAGroup(PropertyGroup group) throws IOException {
    assertTrue(sectionOfReadme().contains("(" + group.documentation() + ")"));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "RATE",
        "USERS",
        "DURATION",
        "WARMUP_MAX",
        "STOP_ERROR_RATIO",
        "STOP_AFTER_SECONDS",
        "METRICS_LINGER"
      })
  void aRunAcceptsTheEndsOfARangeAndNothingBeyond(Property property) {
    assertDoesNotThrow(() -> Settings.from(given(property, property.least())));
    assertDoesNotThrow(() -> Settings.from(given(property, property.most())));
    for (int beyond : new int[] {property.least() - 1, property.most() + 1}) {
      assertThrows(
          ConfigurationException.class, () -> Settings.from(given(property, beyond)), "" + beyond);
    }
  }

  private static Properties given(Property property, int value) {
    Properties properties = new Properties();
    properties.setProperty(property.key(), "" + value);
    return properties;
  }

  private static String sectionOfReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("\n## Properties\n");
    return readme.substring(start, readme.indexOf("\n## ", start + 1));
  }

  /** The cells of a row, as they are shown. */
  private static List<String> cells(String row) {
    return Stream.of(withoutMarkup(row).split("\\|", -1)).map(String::strip).toList().subList(1, 5);
  }

  private static String withoutMarkup(String markdown) {
    return markdown.replace("`", "").replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1");
  }
}
