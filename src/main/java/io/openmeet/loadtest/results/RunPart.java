package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.settings.InjectorShare;
import java.nio.file.Path;

/**
 * What one injector recorded of a run.
 *
 * @param name of the injector, such as {@code 2/4}; empty when it made the whole load
 * @param log its whole log
 * @param known its observations
 */
record RunPart(String name, Path log, Observations known) {

  /** The only injector of a run. */
  static RunPart whole(Path log, Observations known) {
    return new RunPart("", log, known);
  }

  /**
   * @param known with the share of the load that the injector made
   */
  static RunPart share(Path log, Observations known) {
    return new RunPart(known.share().toString(), log, known);
  }

  InjectorShare share() {
    return known.share();
  }

  InjectorHealth health() {
    return known.injector();
  }

  /** The name of the injector's own run. */
  String run() {
    return log.toAbsolutePath().getParent().getFileName().toString();
  }

  /** A sentence about this injector; with its name if there are others. */
  String sentence(String sentence) {
    return name.isEmpty() ? sentence : "Injector %s: %s".formatted(name, sentence);
  }

  /** The same within a sentence. */
  String clause(String clause) {
    return name.isEmpty() ? clause : "injector %s: %s".formatted(name, clause);
  }
}
