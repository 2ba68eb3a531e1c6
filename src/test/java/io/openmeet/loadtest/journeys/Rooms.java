package io.openmeet.loadtest.journeys;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who meets whom: members of one organisation, five to a room. */
final class Rooms {
  private static final int MEMBERS = 5;

  private final Map<String, Integer> assignedByOrganisation = new ConcurrentHashMap<>();
  private final Map<String, Integer> joinedByRoom = new ConcurrentHashMap<>();

  /** The room that the organisation's next user joins. */
  String next(String organisation) {
    int assigned = assignedByOrganisation.merge(organisation, 1, Integer::sum);
    return "room-" + (assigned - 1) / MEMBERS;
  }

  void join(String room, String organisation) {
    joinedByRoom.merge(key(room, organisation), 1, Integer::sum);
  }

  /** Whether nobody else ever joined. */
  boolean isAlone(String room, String organisation) {
    return joinedByRoom.getOrDefault(key(room, organisation), 0) < 2;
  }

  private static String key(String room, String organisation) {
    return organisation + "/" + room;
  }
}
