package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RequestMeterTest {
  private final NanoClock clock = new NanoClock();
  private final RequestMeter meter = new RequestMeter(clock);

  /** Nineteen at 10 ms and one at 500 ms: nearest rank 10 and 19 of 20. */
  @Test
  void readsWhatWasAnsweredSinceTheLastReading() {
    for (int i = 0; i < 20; i++) {
      answer(i == 0 ? 500 : 10, i < 3);
    }
    long open = meter.sent();
    clock.setMs(2_000);
    assertEquals(new RequestMeter.Reading(2, 20, 3, 10, 10, 1), meter.read());
    clock.setMs(6_000);
    meter.answered(open, false);
    RequestMeter.Reading second = meter.read();
    assertEquals(1, second.answered());
    assertEquals(0.25, second.perSecond());
    assertEquals(0, second.inFlight());
  }

  @Test
  void readsZeroesWhenNothingWasAnswered() {
    clock.setMs(1_000);
    assertEquals(new RequestMeter.Reading(1, 0, 0, 0, 0, 0), meter.read());
  }

  /** A reading starts anew; the number of all answers does not. */
  @Test
  void countsTheAnswersOfTheWholeRun() {
    answer(10, false);
    answer(10, true);
    meter.read();
    meter.sent();
    answer(10, false);

    assertEquals(3, meter.answered());
  }

  private void answer(long afterMs, boolean failed) {
    clock.setMs(0);
    long sent = meter.sent();
    clock.setMs(afterMs);
    meter.answered(sent, failed);
  }
}
