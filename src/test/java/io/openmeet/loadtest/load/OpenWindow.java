package io.openmeet.loadtest.load;

import java.time.Duration;

/** For tests: a measured window that has just opened. */
public final class OpenWindow {
  private OpenWindow() {}

  public static MeasuredWindow of(Duration length) {
    MeasuredWindow window =
        new MeasuredWindow(
            Duration.ZERO, length, new ErrorShare(1), new RequestMeter(), System::nanoTime);
    window.announce();
    return window;
  }
}
