/** Counts of an organisation's meetings: {@code GET /analytics/summary}. */
package io.openmeet.reference.analytics;
