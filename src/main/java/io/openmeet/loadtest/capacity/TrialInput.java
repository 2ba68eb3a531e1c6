package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.statistics.Required;

/**
 * A run to make.
 *
 * @param load requests/s or users, at least 1
 * @param seconds length of its measured window, above 0
 */
public record TrialInput(int load, int seconds) {
  public TrialInput {
    Required.that(load > 0, "load", "a number above 0", load);
    Required.that(seconds > 0, "seconds", "a number above 0", seconds);
  }
}
