package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.settings.InjectorShare;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoomsTest {
  private final Rooms rooms = new Rooms(InjectorShare.WHOLE);

  @Test
  void putsFiveInARoom() {
    assertEquals(
        List.of(
            "room-0", "room-0", "room-0", "room-0", "room-0", "room-1", "room-1", "room-1",
            "room-1", "room-1", "room-2"),
        Stream.generate(() -> rooms.next("Northwind")).limit(11).toList());
  }

  @Test
  void assignsRoomsOfEachOrganisationByThemselves() {
    IntStream.range(0, 7).forEach(i -> rooms.next("Northwind"));
    assertEquals("room-0", rooms.next("Contoso"));
    assertEquals("room-1", rooms.next("Northwind"));
  }

  /** Members that another injector sends would be missing in the count of those who receive. */
  @Test
  void noTwoInjectorsShareARoom() {
    assertEquals("injector-2-room-0", new Rooms(new InjectorShare(2, 12)).next("Northwind"));
    assertEquals("injector-12-room-0", new Rooms(new InjectorShare(12, 12)).next("Northwind"));
  }

  @Test
  void putsFiveInARoomEvenIfManyComeAtOnce() {
    Map<String, Long> members =
        IntStream.range(0, 1_000)
            .parallel()
            .mapToObj(i -> rooms.next("Northwind"))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertEquals(200, members.size());
    assertTrue(members.values().stream().allMatch(count -> count == 5), members::toString);
  }

  @Test
  void countsTheMembersOfARoom() {
    assertEquals(0, rooms.members("Northwind/room-0"));
    rooms.join("Northwind/room-0");
    rooms.join("Northwind/room-0");
    rooms.join("Contoso/room-0");
    assertEquals(2, rooms.members("Northwind/room-0"));
    rooms.leave("Northwind/room-0");
    assertEquals(1, rooms.members("Northwind/room-0"));
    assertEquals(1, rooms.members("Contoso/room-0"));
  }
}
