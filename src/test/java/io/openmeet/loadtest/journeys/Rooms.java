package io.openmeet.loadtest.journeys;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Assigns members to rooms: members of one organisation, five to a room. */
final class Rooms {
  private static final int MEMBERS = 5;

  private final Map<String, Integer> assignedByOrganisation = new ConcurrentHashMap<>();
  private final Map<String, Integer> membersByRoom = new ConcurrentHashMap<>();

  /** The room that the organisation's next user joins. */
  String next(String organisation) {
    int assigned = assignedByOrganisation.merge(organisation, 1, Integer::sum);
    return "room-" + (assigned - 1) / MEMBERS;
  }

  void join(String room) {
    membersByRoom.merge(room, 1, Integer::sum);
  }

  void leave(String room) {
    membersByRoom.merge(room, -1, Integer::sum);
  }

  /** Number of members in the room now. */
  int members(String room) {
    return membersByRoom.getOrDefault(room, 0);
  }
}
