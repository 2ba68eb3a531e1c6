/**
 * From the log and the observations of a run, or of each of its injectors, to its result: measures
 * service levels, and decides between PASS, FAIL and INVALID.
 */
package io.openmeet.loadtest.results;
