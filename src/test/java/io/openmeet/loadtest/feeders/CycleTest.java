package io.openmeet.loadtest.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CycleTest {

  @Test
  void handsOutTheElementsInTurnForEver() {
    Cycle<String> cycle = new Cycle<>(List.of("a", "b", "c"));
    assertEquals(
        List.of("a", "b", "c", "a", "b", "c", "a"), Stream.generate(cycle::next).limit(7).toList());
  }

  @Test
  void keepsItsElementsWhenTheListChanges() {
    List<String> list = new ArrayList<>(List.of("a", "b"));
    Cycle<String> cycle = new Cycle<>(list);
    list.clear();
    assertEquals(List.of("a", "b", "a"), Stream.generate(cycle::next).limit(3).toList());
  }
}
