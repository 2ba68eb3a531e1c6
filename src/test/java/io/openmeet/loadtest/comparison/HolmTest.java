package io.openmeet.loadtest.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class HolmTest {
  /**
   * In ascending order: 0.005 · 4 = 0.02; 0.01 · 3 = 0.03; 0.03 · 2 = 0.06; 0.04 · 1 = 0.04, which
   * becomes 0.06, because no p may be below that of a smaller one.
   */
  @Test
  void multipliesTheSmallestByTheNumberOfTests() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02}, Holm.adjust(0.01, 0.04, 0.03, 0.005), 1e-12);
  }

  @Test
  void isNeverAboveOne() {
    assertArrayEquals(new double[] {1, 1, 1}, Holm.adjust(0.5, 0.9, 1));
  }

  @Test
  void leavesASingleTestAsItIs() {
    assertArrayEquals(new double[] {0.04}, Holm.adjust(0.04));
    assertArrayEquals(new double[] {}, Holm.adjust());
  }
}
