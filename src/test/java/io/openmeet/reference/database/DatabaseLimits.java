package io.openmeet.reference.database;

import java.time.Duration;

/**
 * How the API uses the database.
 *
 * @param connections most connections open at the same time
 * @param acquireTimeout how long a statement waits for a connection before its caller must try
 *     again
 * @param slowQuery a statement that takes longer is logged with its plan
 */
public record DatabaseLimits(int connections, Duration acquireTimeout, Duration slowQuery) {}
