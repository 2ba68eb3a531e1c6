/**
 * The commands of {@code ci/loadtest}: show, report and verify a recorded run, print and prune the
 * history of all runs, and print the settings of a new one.
 */
package io.openmeet.loadtest.cli;
