package io.openmeet.reference.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetTest {
  private static final String FILLER = "nothing to see in this sentence, please move on. ";

  @Test
  void itShowsWhereMostWordsAreTogether() {
    String text =
        FILLER.repeat(3)
            + "A plan alone. "
            + FILLER.repeat(5)
            + "The hiring plan is set. "
            + FILLER.repeat(5);

    String snippet = new Snippet("hiring plan").cut(text);

    assertTrue(snippet.contains("The hiring plan is set."), snippet);
    assertTrue(snippet.length() <= 180, snippet);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ÜBERBLICK", "\"der Überblick\"", "nothere OR überblick", "-plan überblick"})
  void caseOperatorsAndQuotesDoNotMatter(String query) {
    String snippet = new Snippet(query).cut(FILLER.repeat(9) + "Zuletzt der Überblick.");

    assertTrue(snippet.endsWith("der Überblick."), snippet);
  }

  @Test
  void wordsOfOtherScriptsAreFound() {
    String snippet = new Snippet("会議").cut(FILLER.repeat(9) + "today: 会議.");

    assertTrue(snippet.endsWith("会議."), snippet);
  }

  @Test
  void aTextWithoutTheWordsIsShownFromItsStart() {
    assertEquals("short text", new Snippet("absent").cut("short text"));
    assertEquals("", new Snippet("absent").cut(""));
    assertEquals("short text", new Snippet("\" - OR").cut("short text"));
  }
}
