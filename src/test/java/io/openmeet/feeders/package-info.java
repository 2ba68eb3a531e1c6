/**
 * Reads {@code feeders/*.csv}. The load tests and the reference API share this package, so that
 * both apply the same rules.
 */
package io.openmeet.feeders;
