/**
 * Serves a run while it is in progress: the live page for people, and an OpenMetrics endpoint for
 * Prometheus.
 */
package io.openmeet.loadtest.monitoring.live;
