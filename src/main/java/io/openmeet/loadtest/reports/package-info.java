/**
 * Writes a result for its readers: scorecard, portal, results.json, JUnit, Markdown and console.
 */
package io.openmeet.loadtest.reports;
