package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.NumberText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far the injectors' clocks are apart. Each injector measures its window by its own clock, so
 * the windows overlap in real time only for their length minus this. Times of answers are not
 * affected, because both ends of each are by the same clock; seconds, peaks of users and requests
 * in flight are.
 *
 * @param objection a sentence when clocks are certainly so far apart that the windows are not one
 * @param note a sentence when they are certainly apart, or not known
 */
record ClockSpread(Optional<String> objection, Optional<String> note) {
  /** More than this, and the parts are not one run. */
  private static final double MOST_MS = 1_000;

  /** From this part of the window on, 0-1, the reports have a note. */
  private static final double NOTED_RATIO = 0.01;

  private static final ClockSpread NONE = new ClockSpread(Optional.empty(), Optional.empty());

  /**
   * @param parts at least one
   */
  static ClockSpread of(List<RunPart> parts) {
    if (parts.size() == 1) {
      return NONE;
    }
    Optional<RunPart> unknown =
        parts.stream().filter(part -> part.known().clock() == null).findFirst();
    if (unknown.isPresent()) {
      return note(
          "It is not known how far the injectors' clocks are apart: injector %s did not measure it. Peaks and single seconds may not add up."
              .formatted(unknown.get().name()));
    }
    long clocks = parts.stream().map(part -> part.known().clock().against()).distinct().count();
    if (clocks > 1) {
      return note(
          "It is not known how far the injectors' clocks are apart: they were measured against different clocks. Peaks and single seconds may not add up.");
    }
    return ofMeasured(parts);
  }

  private static ClockSpread ofMeasured(List<RunPart> parts) {
    RunPart slowest = parts.stream().max(Comparator.comparing(ClockSpread::leastOffsetMs)).get();
    RunPart fastest = parts.stream().min(Comparator.comparing(ClockSpread::mostOffsetMs)).get();
    double provenMs = leastOffsetMs(slowest) - mostOffsetMs(fastest);
    String sentence =
        "The clocks of injectors %s and %s are at least %s ms apart"
            .formatted(fastest.name(), slowest.name(), NumberText.text(provenMs, 0));
    if (provenMs > MOST_MS) {
      return new ClockSpread(
          Optional.of(
              "%s; the limit is %s ms, because the injectors did not measure at the same time. Synchronize the clocks, with NTP for instance, and run again."
                  .formatted(sentence, NumberText.count((long) MOST_MS))),
          Optional.empty());
    }
    long windowMs = parts.get(0).known().window().lengthMs();
    return provenMs > NOTED_RATIO * windowMs
        ? note(
            "%s, %s of the window: for so long, not all of them measured. Synchronize the clocks, with NTP for instance."
                .formatted(sentence, NumberText.percent(provenMs / windowMs, 1)))
        : NONE;
  }

  private static ClockSpread note(String sentence) {
    return new ClockSpread(Optional.empty(), Optional.of(sentence));
  }

  private static double leastOffsetMs(RunPart part) {
    return part.known().clock().offsetMs() - part.known().clock().uncertaintyMs();
  }

  private static double mostOffsetMs(RunPart part) {
    return part.known().clock().offsetMs() + part.known().clock().uncertaintyMs();
  }
}
