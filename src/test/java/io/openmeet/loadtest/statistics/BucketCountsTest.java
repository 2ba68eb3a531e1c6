package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketCountsTest {
  private final BucketCounts counts = new BucketCounts(1, 50, 200);

  private String shown() {
    BucketCounts.Buckets now = counts.now();
    return IntStream.range(0, now.size())
        .mapToObj(i -> "%s:%d".formatted(now.bound(i), now.count(i)))
        .toList()
        .toString();
  }

  @Test
  void aBucketHoldsItsOwnBoundAndNotTheOneBelow() {
    for (double value : new double[] {0, 1, 1.5, 50, 50.1, 200, 201, 1e9}) {
      counts.add(value);
    }
    assertEquals("[1.0:2, 50.0:2, 200.0:2, Infinity:2]", shown());
    assertEquals(8, counts.now().total());
    assertEquals(1_000_000_503.6, counts.now().sum(), 1e-6);
  }

  @Test
  void laterValuesDoNotChangeEarlierCounts() {
    counts.add(3);
    BucketCounts.Buckets before = counts.now();
    counts.add(3);
    assertEquals(1, before.total());
    assertEquals(3, before.sum());
    assertEquals(2, counts.now().total());
  }
}
