package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.settings.ConfigurationException;

/**
 * When a load counts as borne or not, and how near the two bounds have to be: the search goal of
 * RFC 9971, sections 4.5 and 4.6. There, a trial is good if its loss ratio is low; here, if the run
 * meets all its service levels.
 *
 * @param initialSeconds goal initial trial duration: the length of trials that only look for the
 *     place of the bounds
 * @param finalSeconds goal final trial duration: the length of trials that prove a bound
 * @param sumSeconds goal duration sum: so much time at a load is enough to judge it
 * @param exceedRatio goal exceed ratio, 0 to below 1: at most this part of the time of trials at a
 *     lower bound may be of bad ones
 * @param width goal width, 0-1 exclusive: the longest distance between the bounds, as a part of the
 *     upper one
 */
public record SearchGoal(
    int initialSeconds, int finalSeconds, int sumSeconds, double exceedRatio, double width) {
  /**
   * A run takes half a minute besides its window, so shorter trials would save little. In 10 s, ten
   * requests/s are the 100 samples that a P99 needs; half as long again shows whether a queue
   * grows. As the sum is between two and three final trials, two of three decide, and one noisy
   * trial does not, whichever way it errs. The exceed ratio is the one that the RFC recommends.
   */
  public static final SearchGoal STANDARD = new SearchGoal(10, 15, 35, 0.5, 0.05);

  /** For a limit that only has to be well above another. */
  static final SearchGoal COARSE = STANDARD.withWidth(0.2);

  public SearchGoal {
    boolean holds =
        initialSeconds > 0
            && finalSeconds >= initialSeconds
            && sumSeconds >= finalSeconds
            && exceedRatio >= 0
            && exceedRatio < 1
            && width > 0
            && width < 1;
    if (!holds) {
      throw new ConfigurationException(
          "Search goal: expected trials of 0 s < initial <= final <= sum, an exceed ratio of 0 to below 1, and a width above 0 and below 1, found %d s, %d s, %d s, %s and %s."
              .formatted(initialSeconds, finalSeconds, sumSeconds, exceedRatio, width));
    }
  }

  /** The same goal with another width, 0-1 exclusive. */
  public SearchGoal withWidth(double other) {
    return new SearchGoal(initialSeconds, finalSeconds, sumSeconds, exceedRatio, other);
  }

  /** The same goal judged by one trial of the initial length. */
  SearchGoal atFirstSight() {
    return new SearchGoal(initialSeconds, initialSeconds, initialSeconds, exceedRatio, width);
  }

  /** Whether the bounds are near enough; neighbours always are. */
  boolean isReachedBy(int lower, int upper) {
    return upper - lower <= Math.max(1, width * upper);
  }

  /** The highest load that is near enough below an upper bound; at least 1 below it. */
  int below(int upper) {
    return Math.min(upper - 1, (int) Math.ceil(upper * (1 - width)));
  }

  /** The highest load that is near enough above a lower bound; at least 1 above it. */
  int above(int lower) {
    return Math.max(lower + 1, (int) Math.floor(lower / (1 - width)));
  }
}
