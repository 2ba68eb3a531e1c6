package io.openmeet.loadtest.capacity;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The relevant bounds of RFC 9971 among the loads with trials, as they are judged now.
 *
 * @param classes by load
 */
record Bounds(NavigableMap<Integer, LoadClass> classes) {
  /** The lowest load that is not borne. */
  OptionalInt upper() {
    return all(classes, true).findFirst();
  }

  /** The highest load that is borne, among those below {@link #upper}. */
  OptionalInt lower() {
    return all(upper().isPresent() ? classes.headMap(upper().getAsInt(), false) : classes, false)
        .max();
  }

  /** All loads that are not borne, the lowest first. */
  List<Integer> notBorne() {
    return all(classes, true).boxed().toList();
  }

  private static IntStream all(NavigableMap<Integer, LoadClass> classes, boolean aboveLimit) {
    return classes.entrySet().stream()
        .filter(
            load ->
                aboveLimit
                    ? load.getValue().isAboveLimit()
                    : load.getValue() == LoadClass.LOWER_BOUND)
        .mapToInt(Map.Entry::getKey);
  }

  /** The highest load with a trial. */
  int highest() {
    return classes.lastKey();
  }

  /** Both bounds that exist, the lower one first. */
  IntStream loads() {
    return Stream.of(lower(), upper()).flatMapToInt(OptionalInt::stream);
  }

  /** Whether no other load has to be tried; a bound that does not exist needs no other. */
  boolean isNarrow(SearchGoal goal) {
    return lower().isEmpty()
        || upper().isEmpty()
        || goal.isReachedBy(lower().getAsInt(), upper().getAsInt());
  }
}
