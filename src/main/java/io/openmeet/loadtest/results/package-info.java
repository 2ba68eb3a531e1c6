/**
 * From a run's log and its observations to its result. This package computes statistics, measures
 * service levels, and decides between PASS, FAIL and INVALID.
 */
package io.openmeet.loadtest.results;
