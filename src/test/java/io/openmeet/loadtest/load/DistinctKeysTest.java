package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DistinctKeysTest {
  private final NanoClock clock = new NanoClock();
  private final MeasuredWindow window = clock.window();
  private final DistinctKeys keys = new DistinctKeys(window);

  @Test
  void countsWhatIsAskedForInTheWindowOnceForEachRequest() {
    window.announce();
    clock.setMs(1_999);
    keys.asked("Search", "before");
    clock.setMs(2_000);
    keys.asked("Search", "budget");
    keys.asked("Search", "risk");
    keys.asked("Search", "budget");
    keys.asked("Read meeting", "budget");
    clock.setMs(5_000);
    keys.asked("Search", "after");

    assertEquals(Map.of("Search", 2, "Read meeting", 1), keys.counts());
  }

  @Test
  void isEmptyWhenNothingIsAskedFor() {
    assertEquals(Map.of(), keys.counts());
  }
}
