package io.openmeet.loadtest.load;

import java.time.Duration;

/** For tests: opens measured windows without a warm-up. */
public final class OpenWindow {
  private OpenWindow() {}

  /** A window that is open now. */
  public static MeasuredWindow of(Duration length) {
    MeasuredWindow window = waiting(length);
    window.announce();
    return window;
  }

  /** A window that opens when it is announced. */
  public static MeasuredWindow waiting(Duration length) {
    return new MeasuredWindow(
        Duration.ZERO, length, new ErrorShare(1), new RequestMeter(), System::nanoTime);
  }

  /** Counts answered requests, as a load would. */
  public static void answer(RequestMeter meter, int requests) {
    for (int request = 0; request < requests; request++) {
      meter.answered(meter.sent(), false);
    }
  }

  /** Makes the window open after the usual notice. */
  public static void announce(MeasuredWindow window) {
    window.announce();
  }
}
