package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.statistics.RequestStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes labels from request names, few and short. Otherwise a name that contains an id by mistake
 * would make a time series for each request and fill Prometheus' memory.
 */
final class RequestLabels {
  static final int MOST = 200;
  static final int LONGEST = 120;

  /** For all names after the first {@value #MOST}. */
  static final String OTHER = "other";

  private final Set<String> given = new HashSet<>();

  /**
   * @param path groups and name
   */
  String of(List<String> path) {
    String label = printable(String.join(RequestStatistics.SEPARATOR, path));
    if (given.contains(label)) {
      return label;
    }
    if (given.size() == MOST || label.isBlank()) {
      return OTHER;
    }
    given.add(label);
    return label;
  }

  /** Without control characters and lone surrogates, and cut between characters. */
  static String printable(String name) {
    StringBuilder printable = new StringBuilder();
    name.codePoints()
        .limit(LONGEST)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
