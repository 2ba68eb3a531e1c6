/**
 * The history of runs, kept across builds: one line for each run; added, read and pruned. Its
 * figures become series, in which lasting changes of the level are found and acknowledged.
 */
package io.openmeet.loadtest.trends;
