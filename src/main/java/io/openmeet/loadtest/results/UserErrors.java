package io.openmeet.loadtest.results;

/**
 * Errors of virtual users in the window: a step of theirs that threw, or a request that could not
 * be built. They are in no figure, and each makes the load less than it looks.
 *
 * @param count how many
 * @param first what was logged of the first
 */
public record UserErrors(long count, String first) {
  public UserErrors {
    Required.that(count > 0, "userErrors.count", "a number above 0", count);
    Required.that(first != null && !first.isBlank(), "userErrors.first", "a text", first);
  }
}
