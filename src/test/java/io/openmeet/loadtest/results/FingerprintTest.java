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

  private static String hash(String profile, List<Sla> slas, String load, int cores, int java) {
    return hash(profile, slas, load, cores, java, "AMD EPYC");
  }

  private static String hash(
      String profile, List<Sla> slas, String load, int cores, int java, String processor) {
    return Fingerprint.of(
        "ApiSimulation", profile, slas, load, "optimized", cores, java, processor);
  }

  @Test
  void eachDifferenceThatPreventsAComparisonChangesTheHash() {
    List<Sla> slas = List.of(P95, THROUGHPUT);
    Set<String> hashes =
        Set.of(
            hash("quick", slas, "5050/s", 2, 17),
            hash("weekly", slas, "5050/s", 2, 17),
            hash("quick", List.of(P95), "5050/s", 2, 17),
            hash("quick", List.of(P95, THROUGHPUT.atIntensity(0.5)), "5050/s", 2, 17),
            hash("quick", slas, "5000/s", 2, 17),
            hash("quick", slas, "5050/s", 4, 17),
            hash("quick", slas, "5050/s", 2, 21),
            hash("quick", slas, "5050/s", 2, 17, "Intel(R) Xeon(R)"));

    assertEquals(8, hashes.size());
    assertTrue(hashes.stream().allMatch(hash -> hash.matches("[0-9a-f]{12}")));
  }

  @Test
  void textsWithADifferentBoundaryHaveDifferentHashes() {
    assertEquals(
        2,
        Set.of(
                Fingerprint.of("a", "bc", List.of(), "", "", 1, 17, ""),
                Fingerprint.of("ab", "c", List.of(), "", "", 1, 17, ""))
            .size());
  }

  /** Computed with Python's hashlib. */
  @Test
  void theHashIsTheSameOnEveryMachine() {
    assertEquals("24c194287541", hash("quick", List.of(P95), "5050/s", 2, 17));
  }
}
