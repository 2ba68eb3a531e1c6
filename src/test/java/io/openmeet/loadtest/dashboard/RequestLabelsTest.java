package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestLabelsTest {
  private final RequestLabels labels = new RequestLabels();

  @Test
  void joinsGroupsAndName() {
    assertEquals("Visit / Sign in / Log in", labels.of(List.of("Visit", "Sign in", "Log in")));
  }

  @Test
  void namesAfterTheFirst200AreOther() {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      given.add(labels.of(List.of("Read meeting " + i)));
    }
    assertEquals(201, given.size());
    assertEquals("other", labels.of(List.of("Read meeting 200")));
    assertEquals("Read meeting 199", labels.of(List.of("Read meeting 199")));
  }

  @Test
  void aLongNameIsCutWhereACharacterEnds() {
    String label = labels.of(List.of("\uD83C\uDF89".repeat(500)));
    assertEquals("\uD83C\uDF89".repeat(120), label);
  }

  @Test
  void controlCharactersAndHalvesOfCharactersAreBlanks() {
    assertEquals("a b c d", labels.of(List.of("a\nb\u0000c\uD83Cd")));
    assertEquals("other", labels.of(List.of("\r\n")));
  }
}
