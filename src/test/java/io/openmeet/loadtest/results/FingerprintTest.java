package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Sla P95 = SlaBook.standard().get("api-p95");
  private static final Sla THROUGHPUT = SlaBook.standard().get("throughput");

  private static String mark(String profile, List<Sla> slas, String load, int cores, int java) {
    return Fingerprint.of("ApiSimulation", profile, slas, load, "optimized", cores, java);
  }

  @Test
  void whateverMakesRunsIncomparableChangesTheMark() {
    List<Sla> slas = List.of(P95, THROUGHPUT);
    Set<String> marks =
        Set.of(
            mark("quick", slas, "5050/s", 2, 17),
            mark("weekly", slas, "5050/s", 2, 17),
            mark("quick", List.of(P95), "5050/s", 2, 17),
            mark("quick", List.of(P95, THROUGHPUT.atIntensity(0.5)), "5050/s", 2, 17),
            mark("quick", slas, "5000/s", 2, 17),
            mark("quick", slas, "5050/s", 4, 17),
            mark("quick", slas, "5050/s", 2, 21));

    assertEquals(7, marks.size());
    assertTrue(marks.stream().allMatch(mark -> mark.matches("[0-9a-f]{12}")));
  }

  @Test
  void whatStandsBetweenTwoTextsIsNotLost() {
    assertEquals(
        2,
        Set.of(
                Fingerprint.of("a", "bc", List.of(), "", "", 1, 17),
                Fingerprint.of("ab", "c", List.of(), "", "", 1, 17))
            .size());
  }

  /** Computed with Python's hashlib. */
  @Test
  void theMarkIsTheSameEverywhereAndAlways() {
    assertEquals("713d65653d10", mark("quick", List.of(P95), "5050/s", 2, 17));
  }
}
