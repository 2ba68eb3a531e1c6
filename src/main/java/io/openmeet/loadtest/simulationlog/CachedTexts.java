package io.openmeet.loadtest.simulationlog;

import java.util.Arrays;

/**
 * The texts that one log defines, by their place in it: what its cached fields refer to. Several
 * logs can share the {@link LogNames} that hold the texts themselves.
 *
 * <p>Its memory is bounded for any log: texts after the first {@value LogNames#MAX_TEXTS} are all
 * {@link LogNames#OTHER}.
 */
final class CachedTexts {
  private final LogNames names;
  private int[] idOfIndex = new int[64];
  private int defined;
  private int markedDefined;

  CachedTexts(LogNames names) {
    this.names = names;
  }

  /** The number of texts that the log has defined so far; the next text's index is one more. */
  int defined() {
    return defined;
  }

  /** Adds the log's next text and returns its id. */
  int define(String text) {
    defined++;
    if (defined > LogNames.MAX_TEXTS) {
      return LogNames.OTHER;
    }
    if (defined >= idOfIndex.length) {
      idOfIndex = Arrays.copyOf(idOfIndex, idOfIndex.length * 2);
    }
    idOfIndex[defined] = names.define(text);
    return idOfIndex[defined];
  }

  /** The id of the text that the log defined as {@code index}, from 1 to {@link #defined}. */
  int idOf(int index) {
    return index <= LogNames.MAX_TEXTS ? idOfIndex[index] : LogNames.OTHER;
  }

  /** Keeps the texts defined up to here. */
  void mark() {
    markedDefined = defined;
    names.mark();
  }

  /** Removes the texts defined since the mark: their record is not whole yet. */
  void backToMark() {
    defined = markedDefined;
    names.backToMark();
  }
}
