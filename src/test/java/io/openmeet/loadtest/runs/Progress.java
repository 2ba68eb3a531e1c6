package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.load.ErrorShare;
import io.openmeet.loadtest.load.ErrorShare.Answers;
import io.openmeet.loadtest.load.MeasuredWindow;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Prints the progress of the load: one line when a phase begins, then one every few seconds. A
 * window gets about {@value #LINES_OF_THE_WINDOW} lines, or one every {@value #LONGEST_SECONDS} s
 * if that is more.
 */
public final class Progress implements AutoCloseable {
  private static final long LOOK_MS = 500;
  private static final int LINES_OF_THE_WINDOW = 6;
  private static final long SHORTEST_SECONDS = 2;
  private static final long LONGEST_SECONDS = 30;
  private static final long USUAL_SECONDS = 10;

  enum Phase {
    WARMING_UP,
    MEASURING,
    ENDING
  }

  /**
   * What a run does at a moment.
   *
   * @param text for people; while the window is open, its figures follow
   */
  record Doing(Phase phase, String text) {}

  private final Supplier<Doing> doing;
  private final Supplier<Answers> answers;
  private final Duration window;
  private final LongSupplier nanoClock;
  private final Consumer<String> console;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread daemon = new Thread(work, "progress");
            daemon.setDaemon(true);
            return daemon;
          });
  private Phase printed;
  private long printedAtNanos;
  private Answers before = new Answers(0, 0);

  Progress(
      Supplier<Doing> doing,
      Supplier<Answers> answers,
      Duration window,
      LongSupplier nanoClock,
      Consumer<String> console) {
    this.doing = doing;
    this.answers = answers;
    this.window = window;
    this.nanoClock = nanoClock;
    this.console = console;
  }

  /**
   * @param warmingUp describes the progress of the warm-up; asked until the window opens
   */
  static Progress of(
      MeasuredWindow window,
      ErrorShare answers,
      Supplier<String> warmingUp,
      Consumer<String> console) {
    return new Progress(
        () -> doing(window, warmingUp),
        answers::answersSoFar,
        window.length(),
        System::nanoTime,
        console);
  }

  private static Doing doing(MeasuredWindow window, Supplier<String> warmingUp) {
    if (window.isOver()) {
      return new Doing(Phase.ENDING, "measured; waiting for the last answers");
    }
    if (window.isOpen()) {
      long left = window.untilClosed().plusMillis(999).toSeconds();
      return new Doing(Phase.MEASURING, "measuring, %d s left".formatted(left));
    }
    return new Doing(Phase.WARMING_UP, warmingUp.get());
  }

  void begin() {
    printedAtNanos = nanoClock.getAsLong();
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /** Prints a line when one is due. */
  void look() {
    long now = nanoClock.getAsLong();
    Doing current = doing.get();
    double seconds = (now - printedAtNanos) / 1e9;
    boolean goesOn = current.phase() == printed;
    if (goesOn && seconds < period(printed)) {
      return;
    }
    Answers soFar = answers.get();
    String figures =
        goesOn && printed == Phase.MEASURING ? ": " + figures(before, soFar, seconds) : "";
    console.accept("  " + current.text() + figures);
    printed = current.phase();
    printedAtNanos = now;
    before = soFar;
  }

  private double period(Phase phase) {
    return phase == Phase.MEASURING
        ? Math.max(
            SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, window.toSeconds() / LINES_OF_THE_WINDOW))
        : USUAL_SECONDS;
  }

  /** Figures of the time between two lines. */
  private static String figures(Answers before, Answers after, double seconds) {
    long errors = after.failed() - before.failed();
    return String.format(
        Locale.ROOT,
        "%,.0f answers/s, %,d %s",
        (after.all() - before.all()) / seconds,
        errors,
        errors == 1 ? "error" : "errors");
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
