package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the runs of the injectors that a merged run's folder contains. A run that cannot be used is
 * left out, with an objection: figures of the others are shown, but the merged run is invalid.
 */
final class InjectorFolders {
  private InjectorFolders() {}

  /**
   * @param folder with a folder of each injector
   * @throws IOException when there is no run that can be used
   */
  static RunParts read(Path folder) throws IOException {
    List<OneRun.Candidate> found = new ArrayList<>();
    List<String> objections = new ArrayList<>();
    for (Path run : folders(folder)) {
      try {
        found.add(candidate(run));
      } catch (IOException unusable) {
        objections.add(
            "%s is not the run of an injector: %s"
                .formatted(run.getFileName(), FileProblem.reason(unusable)));
      }
    }
    if (found.isEmpty()) {
      throw new IOException(
          "%s: expected the run of each injector, found none. %s"
              .formatted(folder, String.join(" ", objections))
              .strip());
    }
    found.sort(Comparator.comparing(candidate -> candidate.part().share().index()));
    OneRun run = OneRun.of(found);
    objections.addAll(run.objections());
    ClockSpread clocks = ClockSpread.of(run.parts());
    clocks.objection().ifPresent(objections::add);
    return new RunParts(
        run.parts(),
        MergedObservations.of(run.parts()),
        objections,
        clocks.note().stream().toList());
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static OneRun.Candidate candidate(Path run) throws IOException {
    Observations known =
        ObservationsFile.read(run)
            .orElseThrow(
                () ->
                    new IOException(
                        "it has no %s, so it did not come to its end."
                            .formatted(ObservationsFile.NAME)));
    if (known.share() == null) {
      throw new IOException("it was made without -Dinjector, by one injector alone.");
    }
    Path log = RunDirectory.log(run);
    LogHeader header = LogReader.readHeader(log);
    return new OneRun.Candidate(RunPart.share(log, known), header);
  }
}
