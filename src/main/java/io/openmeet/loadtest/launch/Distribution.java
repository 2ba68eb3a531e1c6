package io.openmeet.loadtest.launch;

import static java.util.function.Predicate.not;

import io.openmeet.loadtest.settings.InjectorShare;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Starts several injectors on this machine and waits for them. If one of them ends without its
 * observations, or is too late, the others are ended at once. They also end with this JVM.
 */
public final class Distribution {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final DistributionPlan plan;
  private final InjectorCommand command;
  private final Consumer<String> progress;
  private final List<StartedInjector> injectors = new ArrayList<>();

  /**
   * What the injectors left.
   *
   * @param injectors in their order; each knows the folder of its run
   * @param failure why the others were ended; empty when all came to their end
   */
  public record Outcome(List<StartedInjector> injectors, Optional<Failure> failure) {}

  /**
   * What went wrong.
   *
   * @param reason a sentence that names the injector
   * @param log the file with the injector's console output
   * @param lastLines of that file
   */
  public record Failure(String reason, Path log, List<String> lastLines) {
    private static final int MOST_LINES = 10;

    static Failure of(StartedInjector injector, String reason) throws IOException {
      return new Failure(reason, injector.log(), injector.lastLines(MOST_LINES));
    }
  }

  /**
   * @param command that starts an injector
   * @param progress receives a line when an injector is ready or has ended
   */
  public Distribution(DistributionPlan plan, InjectorCommand command, Consumer<String> progress) {
    this.plan = plan;
    this.command = command;
    this.progress = progress;
  }

  /**
   * Runs the injectors until all have ended.
   *
   * @throws IOException when an injector cannot be started
   * @throws InterruptedException when this JVM or this thread is ended first
   */
  public Outcome run() throws IOException, InterruptedException {
    try {
      for (InjectorShare share : plan.shares()) {
        injectors.add(StartedInjector.start(plan, share, command));
      }
      Optional<Failure> failure =
          waitUntil(StartedInjector::isReady, plan.readyWithin(), "Not ready");
      if (failure.isEmpty()) {
        progress.accept("all injectors are ready; their windows open together");
        failure = waitUntil(StartedInjector::hasEnded, plan.endWithin(), "Not ended");
      }
      return new Outcome(List.copyOf(injectors), failure);
    } finally {
      injectors.parallelStream().forEach(StartedInjector::close);
    }
  }

  /** Returns why the wait is in vain; empty when all injectors have come so far. */
  private Optional<Failure> waitUntil(Predicate<StartedInjector> done, Duration limit, String late)
      throws IOException, InterruptedException {
    long begunAt = System.nanoTime();
    while (true) {
      for (StartedInjector injector : injectors) {
        injector.look().ifPresent(progress);
        if (injector.failure().isPresent()) {
          return Optional.of(Failure.of(injector, injector.failure().get()));
        }
      }
      List<StartedInjector> waiting = injectors.stream().filter(not(done)).toList();
      if (waiting.isEmpty()) {
        return Optional.empty();
      }
      if (System.nanoTime() - begunAt > limit.toNanos()) {
        String names =
            waiting.stream().map(StartedInjector::name).collect(Collectors.joining(", "));
        String reason = "%s within %d s: %s.".formatted(late, limit.toSeconds(), names);
        return Optional.of(Failure.of(waiting.get(0), reason));
      }
      Thread.sleep(LOOK.toMillis());
    }
  }
}
