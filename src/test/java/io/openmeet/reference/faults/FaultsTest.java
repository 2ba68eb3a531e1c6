package io.openmeet.reference.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.CannotStart;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  @Test
  void allFaultsAreReadFromOneList() {
    assertEquals(
        new Faults(
            Duration.ofMillis(300),
            10,
            2.5,
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(80),
            true,
            Duration.ofMillis(90),
            4_000),
        Faults.parse(
            "latency=300ms@10%, errors=2.5%,stall=2s@20s,database-latency=80ms,cache=off,"
                + "websocket-latency=90ms,rps-limit=4000"));
  }

  @Test
  void anEmptyListIsNoFault() {
    assertFalse(Faults.parse("").touchRequests());
    assertFalse(Faults.parse("database-latency=80ms,cache=off").touchRequests());
    assertTrue(Faults.parse("errors=1%").touchRequests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slow", "latency=300ms", "latency=300@10%", "latency=300ms@101%", "errors=2", "errors=-1%",
        "stall=2s", "stall=2m@1s", "cache=on", "rps-limit=0", "rps-limit=fast", "errors=2%@3"
      })
  void aMalformedFaultIsRefusedAndTheValidOnesAreTold(String fault) {
    CannotStart refusal = assertThrows(CannotStart.class, () -> Faults.parse("cache=off," + fault));

    assertEquals(
        "reference.faults cannot be read at '"
            + fault
            + "'; a comma-separated list of these is expected: latency=300ms@10%, errors=2%,"
            + " stall=2s@20s, database-latency=80ms, cache=off, websocket-latency=80ms,"
            + " rps-limit=4000.",
        refusal.getMessage());
  }

  @Test
  void aShareIsSpreadEvenlyAndExactly() {
    Share tenth = new Share(10);
    assertEquals(
        "..........".replace(".", ".........x"),
        IntStream.range(0, 100)
            .mapToObj(i -> tenth.picks() ? "x" : ".")
            .reduce("", String::concat));

    Share odd = new Share(2.5);
    assertEquals(25, IntStream.range(0, 1_000).filter(i -> odd.picks()).count());
    Share all = new Share(100);
    assertEquals(50, IntStream.range(0, 50).filter(i -> all.picks()).count());
    Share none = new Share(0);
    assertEquals(0, IntStream.range(0, 50).filter(i -> none.picks()).count());
  }
}
