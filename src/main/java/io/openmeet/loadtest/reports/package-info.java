/**
 * Writes a result for its readers: scorecard, portal, results.json, JUnit, Markdown and console;
 * and the history as table and as CSV.
 */
package io.openmeet.loadtest.reports;
