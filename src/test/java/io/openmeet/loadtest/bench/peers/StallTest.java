package io.openmeet.loadtest.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StallTest {
  private static final int USERS = 100_000;

  /** By the nearest rank of the waits of 100,000 users, who come in 20 s of which 5 to 7 stall. */
  @ParameterizedTest
  @ValueSource(doubles = {50, 90, 95, 99, 99.9})
  void leastIsWhatUsersAtAnEvenRateWait(double percentile) {
    double[] waitsMs =
        IntStream.range(0, USERS)
            .mapToDouble(user -> 20_000.0 * user / USERS)
            .map(atMs -> atMs < 5_000 || atMs >= 7_000 ? 0 : 7_000 - atMs)
            .sorted()
            .toArray();
    double expected = waitsMs[(int) Math.ceil(percentile / 100 * USERS) - 1];

    assertEquals(expected, new Stall(2, 20).leastMs(percentile), 0.3);
  }
}
