package io.openmeet.loadtest.journeys;

/** A meeting that this run created, and its owner. */
record CreatedMeeting(String id, SignedInUser owner) {}
