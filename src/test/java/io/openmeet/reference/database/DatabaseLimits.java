package io.openmeet.reference.database;

import java.time.Duration;

/**
 * What the API grants itself of the database.
 *
 * @param connections at most
 * @param acquireTimeout how long a statement waits for a connection before its caller is told to
 *     try again
 * @param slowQuery a statement that takes longer is logged with its plan
 */
public record DatabaseLimits(int connections, Duration acquireTimeout, Duration slowQuery) {}
