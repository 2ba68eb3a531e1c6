/** Meetings: {@code /meetings}. */
package io.openmeet.reference.meetings;
