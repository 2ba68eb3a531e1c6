package io.openmeet.loadtest.browser;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Lets a few users visit the target in one browser, one visit after another, each in a new page.
 */
final class Walk {
  private final Chromium browser;
  private final PageJourney journey;
  private final int users;

  /**
   * @param users at the same time, each with one page
   */
  Walk(Chromium browser, PageJourney journey, int users) {
    this.browser = browser;
    this.journey = journey;
    this.users = users;
  }

  /**
   * Begins visits as long as there is time for the longest one so far, and waits for their ends.
   * Each user makes one visit at least.
   *
   * @param left time in which a visit should end
   * @param target address of the client
   */
  void during(Supplier<Duration> left, URI target, Visits visits) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(users, DaemonThreads.named("browser's user"));
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int user = 0; user < users; user++) {
        ends.add(threads.submit(() -> visitAgain(left, target, visits)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void visitAgain(Supplier<Duration> left, URI target, Visits visits) {
    do {
      if (!visit(target, visits)) {
        return;
      }
    } while (left.get().compareTo(visits.longest()) > 0);
  }

  /**
   * @return whether there is any use in another visit
   */
  private boolean visit(URI target, Visits visits) {
    long begun = System.nanoTime();
    try (Page page = browser.open()) {
      List<PageView> views = journey.visit(page, target);
      visits.add(views, Duration.ofNanos(System.nanoTime() - begun));
      return true;
    } catch (BrowserException failure) {
      visits.fail(failure);
      // A page that fails at once would fail thousands of times.
      return false;
    }
  }
}
