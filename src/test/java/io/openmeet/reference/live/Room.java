package io.openmeet.reference.live;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The members of one meeting that are connected now. */
final class Room {
  /**
   * @param organisation rooms of the same name in two organisations are two rooms
   */
  record Key(UUID organisation, String meetingId) {}

  private final Set<Member> members = ConcurrentHashMap.newKeySet();

  Set<Member> members() {
    return members;
  }

  /** All rooms that have members. */
  static final class Directory {
    private final ConcurrentMap<Key, Room> rooms = new ConcurrentHashMap<>();

    Room enter(Key key, Member member) {
      return rooms.compute(
          key,
          (k, existing) -> {
            Room room = existing == null ? new Room() : existing;
            room.members.add(member);
            return room;
          });
    }

    void leave(Key key, Member member) {
      rooms.computeIfPresent(
          key,
          (k, room) -> {
            room.members.remove(member);
            return room.members.isEmpty() ? null : room;
          });
    }
  }
}
