/**
 * From a run's log and its observations to its result: measures service levels, and decides between
 * PASS, FAIL and INVALID.
 */
package io.openmeet.loadtest.results;
