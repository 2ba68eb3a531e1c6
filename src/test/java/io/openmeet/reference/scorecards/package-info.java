/** Scorecards of meetings: {@code /meetings/:id/scorecards}. */
package io.openmeet.reference.scorecards;
