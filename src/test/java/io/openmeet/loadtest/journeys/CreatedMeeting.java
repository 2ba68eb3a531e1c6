package io.openmeet.loadtest.journeys;

/** A meeting that this run made, and whose it is. */
record CreatedMeeting(String id, Account owner) {}
