/**
 * What all simulations share: {@link io.openmeet.loadtest.runs.MeasuredSimulation} starts the
 * target, runs the load, judges the run, and sets the exit code.
 */
package io.openmeet.loadtest.runs;
