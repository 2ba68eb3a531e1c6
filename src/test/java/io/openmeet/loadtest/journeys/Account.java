package io.openmeet.loadtest.journeys;

import java.util.List;

/**
 * A signed-in user, shared by the arrivals of the API journey.
 *
 * @param email as it signed in
 * @param accessToken for its calls
 * @param meetingIds meetings of its organisation that no journey deletes; may be empty
 */
record Account(String email, String accessToken, List<String> meetingIds) {}
