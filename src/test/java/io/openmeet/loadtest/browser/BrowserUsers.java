package io.openmeet.loadtest.browser;

import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.TargetCheck.Client;
import io.openmeet.loadtest.results.BrowserFigures;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.results.Tally;
import io.openmeet.loadtest.settings.BrowserUse;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A few people with a browser beside the load. In the first third of the measured window they wait,
 * which shows what the load feels without them; then they visit the target until the window closes.
 * After the load they make the same visits once more: the target is as warm as before, and the
 * difference is what the load costs them.
 */
public final class BrowserUsers implements AutoCloseable {
  /** The shortest window with time for a visit by each user on a slow machine. */
  public static final Duration SHORTEST_WINDOW = Duration.ofSeconds(30);

  /** Two people who never rest make the visits of a handful who think. More need more cores. */
  private static final int USERS = 2;

  /** For the injector, the target and the browser, which are often on one machine. */
  private static final int FEWEST_CORES = 4;

  private static final int PARTS_OF_WINDOW = 3;
  private static final Duration LONGEST_CONTROL = Duration.ofSeconds(60);

  private final PageJourney journey;
  private final MeasuredWindow window;
  private final Visits loaded = new Visits();
  private final Visits control = new Visits();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.named("browser"));

  private Chromium browser;
  private Walk walk;
  private URI target;
  private Optional<Future<Stretch>> visits = Optional.empty();
  private Optional<Stretch> underLoad = Optional.empty();
  private Optional<Stretch> withoutLoad = Optional.empty();
  private String controlMissing = "the load did not come to its end";

  /**
   * When visits were made.
   *
   * @param startMs since the epoch
   * @param endMs since the epoch
   * @param cpuRatio the browser's share of all cores, 0-1
   */
  private record Stretch(long startMs, long endMs, double cpuRatio) {
    Duration length() {
      return Duration.ofMillis(endMs - startMs);
    }
  }

  public BrowserUsers(PageJourney journey, MeasuredWindow window) {
    this.journey = journey;
    this.window = window;
    window.whenAnnounced(this::windowKnown);
  }

  /**
   * Starts the browser, before the target starts.
   *
   * @param binary of the browser, as {@link Chromium#find} has found it
   * @param cores of this machine
   * @param isReferenceApi whether the target is the reference API; others may have no web client
   * @throws NoBrowserException when the run is not meant to begin
   * @throws ConfigurationException when a browser is needed and there is none
   */
  public void start(BrowserUse use, Optional<Path> binary, int cores, boolean isReferenceApi) {
    if (use == BrowserUse.OFF) {
      throw new NoBrowserException("-Dbrowser=off");
    }
    if (use == BrowserUse.AUTO) {
      leaveOutUnlessUseful(binary, cores, isReferenceApi);
    }
    if (binary.isEmpty()) {
      throw new ConfigurationException(
          "-Dbrowser=on: expected chromium, chromium-browser, google-chrome or google-chrome-stable on the PATH, found none; install one, or leave the property out.");
    }
    try {
      browser = Chromium.start(binary.get());
      walk = new Walk(browser, journey, USERS);
    } catch (BrowserException failure) {
      if (use == BrowserUse.AUTO) {
        throw new NoBrowserException(failure.getMessage());
      }
      throw new ConfigurationException(
          "-Dbrowser=on: expected a browser, but %s; mend it, or leave the property out."
              .formatted(failure.getMessage()),
          failure);
    }
  }

  private static void leaveOutUnlessUseful(
      Optional<Path> binary, int cores, boolean isReferenceApi) {
    if (binary.isEmpty()) {
      throw new NoBrowserException("no Chromium on the PATH");
    }
    if (!isReferenceApi) {
      throw new NoBrowserException(
          "the target may have no web client (-Dbrowser=on says that it has)");
    }
    if (cores < FEWEST_CORES) {
      throw new NoBrowserException(
          "%d cores are too few for load and browser together (-Dbrowser=on runs it nevertheless)"
              .formatted(cores));
    }
  }

  /**
   * Makes one visit, which also warms the browser: its first page takes far longer than the next
   * ones.
   *
   * @throws ConfigurationException when the visit fails
   */
  public void check(Client client, Duration untilWindowCloses) {
    target = client.baseUrl();
    try (Page page = browser.open()) {
      journey.visit(page, target);
    } catch (BrowserException failure) {
      close();
      throw new ConfigurationException(
          "%s: expected the web client that BrowserSimulation uses, but a visit failed (%s); -Dbrowser=off leaves it out."
              .formatted(target, failure.getMessage()),
          failure);
    }
  }

  private void windowKnown() {
    visits = Optional.of(thread.submit(this::visitUnderLoad));
  }

  private Stretch visitUnderLoad() throws InterruptedException {
    Duration alone = window.length().dividedBy(PARTS_OF_WINDOW);
    Thread.sleep(Math.max(0, window.untilOpen().plus(alone).toMillis()));
    return visit(window::untilClosed, loaded);
  }

  private Stretch visit(Supplier<Duration> left, Visits into) throws InterruptedException {
    long startMs = System.currentTimeMillis();
    try (CpuUse cpu = CpuUse.of(browser.pid())) {
      walk.during(left, target, into);
      return new Stretch(startMs, System.currentTimeMillis(), cpu.ratio());
    }
  }

  /** Whether visits under load go on: those that began in the window may end after it. */
  public boolean areVisiting() {
    return visits.isPresent() && !visits.get().isDone();
  }

  /** After the load, while the target still runs: the same visits without load. */
  public void loadOver() {
    if (visits.isEmpty() || !window.isOver()) {
      return;
    }
    try {
      underLoad = Optional.of(visits.get().get());
      Duration same = underLoad.get().length();
      long until =
          System.nanoTime()
              + (same.compareTo(LONGEST_CONTROL) < 0 ? same : LONGEST_CONTROL).toNanos();
      withoutLoad = Optional.of(visit(() -> Duration.ofNanos(until - System.nanoTime()), control));
    } catch (ExecutionException broken) {
      controlMissing = "the browser failed: " + broken.getCause();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Largest Contentful Paint of the visits under load so far. */
  public Tally.Visits lcp() {
    return loaded.tally(PageFigure.LCP);
  }

  /** Interaction to Next Paint of the visits under load so far. */
  public Tally.Visits inp() {
    return loaded.tally(PageFigure.INP);
  }

  /** Cumulative Layout Shift of the visits under load so far. */
  public Tally.Visits cls() {
    return loaded.tally(PageFigure.CLS);
  }

  /** Of both stretches; empty when no visit under load was made. */
  public Optional<BrowserFigures> figures() {
    return underLoad.map(
        walked ->
            new BrowserFigures(
                browser.version(),
                USERS,
                walked.startMs(),
                walked.endMs(),
                walked.cpuRatio(),
                withoutLoad.map(Stretch::cpuRatio).orElse(null),
                Stream.of(PageFigure.values()).map(this::figure).toList(),
                loaded.failures(),
                control.failures(),
                withoutLoad.isPresent() ? null : controlMissing));
  }

  private BrowserFigures.Figure figure(PageFigure figure) {
    return BrowserFigures.Figure.of(
        figure, loaded.tally(figure), withoutLoad.isPresent() ? control.tally(figure) : null);
  }

  /** Ends the visits and the browser; safe to call twice. */
  @Override
  public synchronized void close() {
    thread.shutdownNow();
    if (browser != null) {
      browser.close();
    }
  }
}
