/**
 * The performance report's figures: what the optimisations of a service bring, which rate it holds,
 * and what it costs.
 */
package io.openmeet.loadtest.performance;
