package io.openmeet.reference.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
            4_000,
            true,
            true,
            true),
        Faults.parse(
            "latency=300ms@10%, errors=2.5%,stall=2s@20s,database-latency=80ms,cache=off,"
                + "websocket-latency=90ms,rps-limit=4000,list=n+1,index=off,payload=double"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "none", " none\n"})
  void nothingAndNoneAreNoFault(String list) {
    assertEquals(Faults.NONE, Faults.parse(list));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slow",
        "latency=300ms",
        "latency=300@10%",
        "latency=300ms@101%",
        "errors=2",
        "errors=-1%",
        "stall=2s",
        "stall=2m@1s",
        "cache=on",
        "list=off",
        "list",
        "index=n+1",
        "payload=triple",
        "rps-limit=0",
        "rps-limit=fast",
        "errors=2%@3",
        "none"
      })
  void aMalformedFaultIsRefusedAndTheValidOnesAreShown(String fault) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Faults.parse("cache=off," + fault));

    assertEquals(
        "cannot be read at '"
            + fault
            + "'; a comma-separated list of these is expected, or none: latency=300ms@10%, errors=2%,"
            + " stall=2s@20s, database-latency=80ms, cache=off, websocket-latency=80ms,"
            + " rps-limit=4000, list=n+1, index=off, payload=double.",
        refusal.getMessage());
  }

  @Test
  void aLongMalformedFaultIsShownShortened() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Faults.parse("x".repeat(10_000)));

    assertEquals(
        "cannot be read at '" + "x".repeat(60) + "...'",
        refusal.getMessage().substring(0, refusal.getMessage().indexOf(';')));
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
