/**
 * Compares runs: two runs figure by figure, and experiments, in which pairs of runs are interleaved
 * and judged by paired statistics.
 */
package io.openmeet.loadtest.comparison;
