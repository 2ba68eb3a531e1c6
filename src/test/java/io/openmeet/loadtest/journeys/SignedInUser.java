package io.openmeet.loadtest.journeys;

import java.util.List;

/**
 * A signed-in user, shared by the arrivals of the API journey.
 *
 * @param email as it signed in
 * @param organisation whose meetings it sees
 * @param accessToken for its calls
 * @param meetingIds meetings of its organisation that no journey deletes, the newest first; may be
 *     empty
 */
record SignedInUser(
    String email, String organisation, String accessToken, List<String> meetingIds) {}
