package io.openmeet.loadtest.browser;

import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.results.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The visits of one stretch of time, and what they cost. All threads may use it. */
final class Visits {
  private final List<PageView> views = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private Duration longest = Duration.ZERO;

  synchronized void add(List<PageView> visit, Duration took) {
    views.addAll(visit);
    longest = took.compareTo(longest) > 0 ? took : longest;
  }

  synchronized void fail(BrowserException failure) {
    views.add(PageView.FAILED);
    failures.add(failure.getMessage());
  }

  /** Of the visits that succeeded; zero when none did. */
  synchronized Duration longest() {
    return longest;
  }

  synchronized Tally.Visits tally(PageFigure figure) {
    return Tally.Visits.of(views.stream().map(view -> view.value(figure)).toList());
  }

  synchronized List<String> failures() {
    return List.copyOf(failures);
  }
}
