package io.openmeet.loadtest.load;

import java.time.Duration;

/** For tests: measured windows that open on demand. */
public final class OpenWindow {
  private OpenWindow() {}

  public static MeasuredWindow of(Duration length) {
    MeasuredWindow window =
        new MeasuredWindow(
            Duration.ZERO, length, new ErrorShare(1), new RequestMeter(), System::nanoTime);
    window.announce();
    return window;
  }

  /** It opens after the usual notice. */
  public static void announce(MeasuredWindow window) {
    window.announce();
  }
}
