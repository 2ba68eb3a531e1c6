/** Counts of meetings over time: {@code GET /analytics/summary}. */
package io.openmeet.reference.analytics;
