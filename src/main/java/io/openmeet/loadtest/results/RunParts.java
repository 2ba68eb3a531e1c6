package io.openmeet.loadtest.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run as its injectors recorded it.
 *
 * @param each the injectors, at least one
 * @param together what they observed, as one
 * @param objections why these are not all the injectors of one run, a sentence each
 * @param notes what else is to be known about them as a whole, a sentence each
 */
record RunParts(
    List<RunPart> each, Observations together, List<String> objections, List<String> notes) {
  RunParts {
    each = List.copyOf(each);
    objections = List.copyOf(objections);
    notes = List.copyOf(notes);
  }

  /** A run of one injector. */
  static RunParts of(Path log, Observations known) {
    return new RunParts(List.of(RunPart.whole(log, known)), known, List.of(), List.of());
  }

  /**
   * Reads the observations in a run's folder.
   *
   * @return empty when there are none
   * @throws IOException when a file is invalid, or when there is no injector whose run can be read
   */
  static Optional<RunParts> in(Path folder) throws IOException {
    if (RunDirectory.isMerged(folder)) {
      return Optional.of(InjectorFolders.read(folder.resolve(RunDirectory.INJECTORS)));
    }
    return ObservationsFile.read(folder).map(known -> RunParts.of(RunDirectory.log(folder), known));
  }

  RunLogs logs() {
    return new RunLogs(each.stream().map(RunPart::log).toList());
  }

  /** Whether several injectors made the load, or should have. */
  boolean isMerged() {
    return !each.get(0).name().isEmpty();
  }
}
