package io.openmeet.loadtest.journeys;

import java.util.List;

/**
 * An account that is signed in; the arrivals of the API journey share it.
 *
 * @param email as it signed in
 * @param organisation whose meetings it sees
 * @param accessToken for its calls
 * @param meetingIds meetings of its organisation that no journey deletes, the newest first; may be
 *     empty
 */
record SignedInUser(
    String email, String organisation, String accessToken, List<String> meetingIds) {}
