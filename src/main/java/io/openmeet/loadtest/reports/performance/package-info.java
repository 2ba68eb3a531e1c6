/** The performance report: its text, its pictures, and the source of each figure in them. */
package io.openmeet.loadtest.reports.performance;
