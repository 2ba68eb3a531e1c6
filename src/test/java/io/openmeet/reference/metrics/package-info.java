/** The metrics of the reference API for Prometheus, {@code GET /metrics}. */
package io.openmeet.reference.metrics;
