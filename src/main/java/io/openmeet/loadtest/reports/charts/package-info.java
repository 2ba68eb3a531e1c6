/** What all charts in reports share: their look, and how they become pictures. */
package io.openmeet.loadtest.reports.charts;
