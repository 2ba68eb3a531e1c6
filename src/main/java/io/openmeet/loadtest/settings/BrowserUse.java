package io.openmeet.loadtest.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** When a simulation runs that needs a browser. */
public enum BrowserUse {
  /** If a browser is found. */
  AUTO,
  /** Always: without a browser, the run is refused. */
  ON,
  /** Never. */
  OFF;

  /**
   * @throws ConfigurationException naming the valid words
   */
  static BrowserUse named(String word) {
    return Arrays.stream(values())
        .filter(use -> use.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "-D%s: expected one of %s, found \"%s\"."
                        .formatted(
                            Property.BROWSER.key(),
                            Arrays.stream(values())
                                .map(BrowserUse::word)
                                .collect(Collectors.joining(", ")),
                            word)));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
