package io.openmeet.reference.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts the part out of a text that contains most of the query's words, and so shows why the text
 * was found. PostgreSQL can do this too, but needs more time for it than for the whole search.
 */
final class Snippet {
  private static final int LENGTH = 160;

  /** Characters of the snippet before the first word found. */
  private static final int LEAD = 40;

  private final Set<String> words = new HashSet<>();

  private record Word(String text, int start, int end) {}

  /**
   * @param query in the syntax of web searches; operators and excluded words are ignored
   */
  Snippet(String query) {
    for (Word word : split(query)) {
      boolean excluded = word.start() > 0 && query.charAt(word.start() - 1) == '-';
      if (!excluded && !word.text().equals("or")) {
        words.add(word.text());
      }
    }
  }

  String cut(String text) {
    List<Word> found = new ArrayList<>();
    for (Word word : split(text)) {
      if (words.contains(word.text())) {
        found.add(word);
      }
    }
    int start = found.isEmpty() ? 0 : wordStart(text, bestStart(found) - LEAD);
    int end = start + LENGTH >= text.length() ? text.length() : wordEnd(text, start + LENGTH);
    return text.substring(start, end).strip();
  }

  /** The start of the range that contains the most different words. */
  private static int bestStart(List<Word> found) {
    int best = 0;
    int most = 0;
    for (Word first : found) {
      Set<String> near = new HashSet<>();
      for (Word other : found) {
        if (other.start() >= first.start() && other.end() <= first.start() + LENGTH - LEAD) {
          near.add(other.text());
        }
      }
      if (near.size() > most) {
        most = near.size();
        best = first.start();
      }
    }
    return best;
  }

  private static int wordStart(String text, int wanted) {
    int at = Math.max(0, wanted);
    while (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static int wordEnd(String text, int wanted) {
    int at = wanted;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static List<Word> split(String text) {
    List<Word> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(new Word(text.substring(start, i).toLowerCase(Locale.ROOT), start, i));
        start = -1;
      }
    }
    return words;
  }
}
