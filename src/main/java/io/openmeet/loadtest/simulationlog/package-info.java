/**
 * Reads, merges and writes the binary {@code simulation.log} of Gatling 3.13 to 3.16, without
 * Gatling on the class path.
 */
package io.openmeet.loadtest.simulationlog;
