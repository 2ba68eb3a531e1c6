/**
 * The commands of {@code ci/loadtest}: about a recorded run, the history of all runs, two versions
 * compared, and the settings of a new run.
 */
package io.openmeet.loadtest.cli;
