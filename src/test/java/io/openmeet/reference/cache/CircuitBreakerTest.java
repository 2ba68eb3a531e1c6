package io.openmeet.reference.cache;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final CircuitBreaker circuit = new CircuitBreaker();

  @Test
  void afterFiveFailuresInARowItAsksOnceASecond() {
    fail(4, 100);
    assertTrue(circuit.mayAsk(100));
    fail(1, 200);

    assertFalse(circuit.mayAsk(200));
    assertFalse(circuit.mayAsk(1_199));
    assertTrue(circuit.mayAsk(1_200));
    assertFalse(circuit.mayAsk(1_200));
    fail(1, 1_450);
    assertFalse(circuit.mayAsk(2_199));
    assertTrue(circuit.mayAsk(2_200));
  }

  @Test
  void oneAnswerClosesIt() {
    fail(7, 0);
    assertTrue(circuit.isOpen());

    circuit.answered();

    assertFalse(circuit.isOpen());
    assertTrue(circuit.mayAsk(0));
    fail(4, 0);
    assertTrue(circuit.mayAsk(0));
  }

  private void fail(int times, long nowMs) {
    for (int i = 0; i < times; i++) {
      circuit.failed(nowMs);
    }
  }
}
