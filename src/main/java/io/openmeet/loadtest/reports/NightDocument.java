package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.night.Night;
import io.openmeet.loadtest.night.NightRun;
import io.openmeet.loadtest.reports.Document.Section;
import java.util.ArrayList;
import java.util.List;

/** A night that has ended. */
final class NightDocument {
  private NightDocument() {}

  static Document of(Night night) {
    Night.Conclusion conclusion = night.conclusion();
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "",
            List.of(sinceWhen(night)),
            List.of("Simulation", "Outcome", "Why", "Scorecard"),
            night.lastRuns().stream().map(NightDocument::row).toList()));
    sections.add(Section.sentences("Regressions", conclusion.regressions()));
    sections.add(
        Section.sentences(
            conclusion.comparedWith() == null
                ? "What changed"
                : "What changed since the night " + conclusion.comparedWith(),
            changes(conclusion)));
    sections.add(Section.sentences("To repeat it", List.of(conclusion.command())));
    sections.removeIf(section -> section.sentences().isEmpty() && section.rows().isEmpty());
    return new Document(title(night), sections);
  }

  /** The whole night in a line. */
  static String title(Night night) {
    boolean worse = !night.conclusion().regressions().isEmpty();
    return "%s%s: night %s, profile %s"
        .formatted(
            night.conclusion().verdict(),
            worse ? " with a regression" : "",
            night.id(),
            night.plan().profile());
  }

  private static String sinceWhen(Night night) {
    String since = night.conclusion().since();
    String verdict = night.conclusion().verdict().name();
    return since.equals(night.id())
        ? "The first night with %s.".formatted(verdict)
        : "%s since the night %s.".formatted(verdict, since);
  }

  /** At least one sentence. */
  static List<String> changes(Night.Conclusion conclusion) {
    if (conclusion.comparedWith() == null) {
      return List.of("There is no earlier night with the same simulations and properties.");
    }
    return conclusion.changes().isEmpty()
        ? List.of("Nothing changed: the same outcomes, and the same service levels.")
        : conclusion.changes();
  }

  private static List<String> row(NightRun run) {
    return List.of(
        run.simpleName(),
        run.attempt() == 1 ? run.outcome() : run.outcome() + ", second attempt",
        run.reasons().isEmpty() ? FigureText.NONE : run.reasons().get(0),
        run.folder() == null ? FigureText.NONE : run.folder() + "/" + Scorecard.NAME);
  }
}
