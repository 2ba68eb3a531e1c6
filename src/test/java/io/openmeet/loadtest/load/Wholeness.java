package io.openmeet.loadtest.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether all of the load is there: for several slots in a row arrivals come at the planned rate,
 * requests in flight do not grow any more, and no user is missing.
 */
final class Wholeness {
  /** Slots in a row in which the load has to be whole. */
  static final int SLOTS = 3;

  /** Least share of the planned arrivals that must come, 0-1. */
  private static final double ARRIVED_RATIO = 0.98;

  /** Requests in flight may grow by this ratio. */
  private static final double GROWTH_RATIO = 0.2;

  /** Requests in flight may always grow up to the number that arrives in this time. */
  private static final double FEW_SECONDS = 0.1;

  /** Requests in flight may always grow up to this number. */
  private static final int FEW = 5;

  private record Slot(double seconds, long arrivals, long inFlight, long users) {}

  private final OptionalDouble plannedPerSecond;
  private final long usersNeeded;
  private final Deque<Slot> slots = new ArrayDeque<>();

  /**
   * @param plannedPerSecond arrivals; empty when the load is no open model
   * @param usersNeeded at once; 0 when only arrivals count
   */
  Wholeness(OptionalDouble plannedPerSecond, long usersNeeded) {
    this.plannedPerSecond = plannedPerSecond;
    this.usersNeeded = usersNeeded;
  }

  /**
   * Adds the latest slot.
   *
   * @param arrivals users who started in it
   * @param inFlight requests without an answer at its end
   * @param users who were there at its end; sockets or uploads, if the load counts those
   */
  void add(double seconds, long arrivals, long inFlight, long users) {
    slots.addLast(new Slot(seconds, arrivals, inFlight, users));
    if (slots.size() > SLOTS) {
      slots.removeFirst();
    }
  }

  boolean isWhole() {
    return slots.size() == SLOTS
        && allUsersAreThere()
        && slots.stream().allMatch(this::arrivedAsPlanned)
        && !grows();
  }

  private boolean allUsersAreThere() {
    return slots.stream().allMatch(slot -> slot.users() >= usersNeeded);
  }

  /** Whether for several slots in a row no user came, and none left. */
  boolean nobodyComesOrLeaves() {
    return slots.size() == SLOTS
        && slots.stream()
            .allMatch(slot -> slot.arrivals() == 0 && slot.users() == slots.getFirst().users());
  }

  /** What the load lacks, in words; empty when it is whole. */
  Optional<String> missing() {
    if (isWhole()) {
      return Optional.empty();
    }
    Slot last = slots.isEmpty() ? new Slot(1, 0, 0, 0) : slots.getLast();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "load incomplete: %,.0f arrivals/s, %,d users, %,d requests in flight",
            last.arrivals() / last.seconds(),
            last.users(),
            last.inFlight()));
  }

  /** One arrival may fall on either side of a slot's edge. */
  private boolean arrivedAsPlanned(Slot slot) {
    double planned = plannedPerSecond.orElse(0) * slot.seconds();
    return slot.arrivals() + 1 >= ARRIVED_RATIO * planned;
  }

  private boolean grows() {
    long first = slots.getFirst().inFlight();
    long last = slots.getLast().inFlight();
    double few = Math.max(FEW, plannedPerSecond.orElse(0) * FEW_SECONDS);
    return last > few && last > first * (1 + GROWTH_RATIO);
  }
}
