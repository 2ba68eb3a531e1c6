package io.openmeet.loadtest.results;

import io.openmeet.loadtest.statistics.Required;

/**
 * Errors of virtual users in the window: a step threw an exception, or a request could not be
 * built. No figure includes them, and each makes the real load lower than the figures suggest.
 *
 * @param count number of errors
 * @param first log message of the first error
 */
public record UserErrors(long count, String first) {
  public UserErrors {
    Required.that(count > 0, "userErrors.count", "a number above 0", count);
    Required.that(first != null && !first.isBlank(), "userErrors.first", "a text", first);
  }
}
