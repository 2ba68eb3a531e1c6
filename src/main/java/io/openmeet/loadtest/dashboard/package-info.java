/**
 * Serves a run while it is in progress: the dashboard for people, and an OpenMetrics endpoint for
 * Prometheus.
 */
package io.openmeet.loadtest.dashboard;
