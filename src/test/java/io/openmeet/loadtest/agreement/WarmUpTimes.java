package io.openmeet.loadtest.agreement;

import java.time.Duration;

/**
 * The times of a warm-up that an agreement has to respect.
 *
 * @param longest from the first sign-in until this injector is ready
 * @param shortest likewise, when all goes well
 * @param lead from the moment at which the load must grow until the window opens; users who are
 *     there already only need the notice
 */
public record WarmUpTimes(Duration longest, Duration shortest, Duration lead) {}
