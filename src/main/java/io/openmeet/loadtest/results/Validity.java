package io.openmeet.loadtest.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a run is a valid measurement: every injector followed its plan ({@link
 * InjectorValidity}), none is missing, and no data is missing. An invalid run says nothing about
 * the target, regardless of its figures.
 *
 * @param damages missing parts of the log, or of the load that the log does not show, a sentence
 *     each; such a run says nothing about the target
 * @param injectorFaults deviations of the injectors from their plans, a sentence each
 * @param injectorShareMs the time that an unhealthy injector may have added to the response time of
 *     a request, in milliseconds: as long as it stood still. 0 for healthy injectors, infinite when
 *     health was not measured or a network link was full
 * @param warnings notes that do not change the verdict, a sentence each
 */
record Validity(
    List<String> damages,
    List<String> injectorFaults,
    double injectorShareMs,
    List<String> warnings) {
  private static final String PART =
      "This is part %s of a load: its limits on throughput and concurrency are its part of those of the whole, and the target's work for each request is not known. Merge the parts to judge the whole (ci/loadtest merge).";

  static Validity of(LogAnalysis logged, RunParts run) {
    List<InjectorValidity> each = logged.injectors().stream().map(InjectorValidity::of).toList();
    List<String> damages = new ArrayList<>(run.objections());
    damages.addAll(all(each, InjectorValidity::damages));
    List<String> warnings = new ArrayList<>(run.notes());
    warnings.addAll(all(each, InjectorValidity::warnings));
    Observations known = run.together();
    if (known.isPart()) {
      warnings.add(PART.formatted(known.share()));
    } else {
      Optional.ofNullable(known.work()).flatMap(TargetWork::warning).ifPresent(warnings::add);
    }
    return new Validity(
        damages,
        all(each, InjectorValidity::injectorFaults),
        each.stream().mapToDouble(InjectorValidity::injectorShareMs).max().orElse(0),
        warnings);
  }

  private static List<String> all(
      List<InjectorValidity> each, Function<InjectorValidity, List<String>> sentences) {
    return each.stream().map(sentences).flatMap(List::stream).toList();
  }
}
