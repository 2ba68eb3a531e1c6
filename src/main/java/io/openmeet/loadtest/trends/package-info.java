/** The history of runs: one line for each run, kept across builds; added, read and pruned. */
package io.openmeet.loadtest.trends;
