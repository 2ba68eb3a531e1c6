package io.openmeet.loadtest.journeys;

import io.openmeet.loadtest.settings.InjectorShare;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Assigns members of an organisation to its rooms, five to a room, and counts who is in a room.
 * Organisations have rooms of the same names, so the counts use full names, with the organisation.
 * Injectors have rooms of their own: none knows the members that another one sends.
 */
final class Rooms {
  private static final int MEMBERS = 5;

  private final String prefix;
  private final Map<String, Integer> assignedByOrganisation = new ConcurrentHashMap<>();
  private final Map<String, Integer> membersByFullName = new ConcurrentHashMap<>();

  Rooms(InjectorShare share) {
    this.prefix = share.isWhole() ? "room-" : "injector-" + share.index() + "-room-";
  }

  /** The name, within the organisation, of the room that its next user joins. */
  String next(String organisation) {
    int assigned = assignedByOrganisation.merge(organisation, 1, Integer::sum);
    return prefix + (assigned - 1) / MEMBERS;
  }

  void join(String fullName) {
    membersByFullName.merge(fullName, 1, Integer::sum);
  }

  void leave(String fullName) {
    membersByFullName.merge(fullName, -1, Integer::sum);
  }

  /** Number of members in the room now. */
  int members(String fullName) {
    return membersByFullName.getOrDefault(fullName, 0);
  }
}
