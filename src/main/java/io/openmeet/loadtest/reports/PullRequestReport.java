package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.night.Night;
import io.openmeet.loadtest.night.NightRun;
import io.openmeet.loadtest.night.Nights;
import io.openmeet.loadtest.pullrequest.PullRequestComment;
import io.openmeet.loadtest.pullrequest.PullRequestData;
import io.openmeet.loadtest.pullrequest.ShownFigures;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.WorkChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a night says in a pull request: first as data, then as a comment. */
public final class PullRequestReport {
  /**
   * GitHub allows 65,536 characters, GitLab more; entries and what only programs read need 17,000.
   */
  private static final int MOST_CHARACTERS = 48_000;

  private PullRequestReport() {}

  /**
   * @param night that has ended
   * @param history with the runs before it
   */
  public static PullRequestData data(Night night, Nights nights, RunHistory history)
      throws IOException {
    List<PullRequestData.Simulation> simulations = new ArrayList<>();
    for (NightRun run : night.lastRuns().stream().filter(run -> !run.wasLeftOut()).toList()) {
      simulations.add(simulation(night, run, nights, history));
    }
    return new PullRequestData(
        PullRequestData.SCHEMA_VERSION,
        night.conclusion().verdict(),
        Stream.concat(
                night.conclusion().regressions().stream(), night.conclusion().changes().stream())
            .toList(),
        simulations);
  }

  private static PullRequestData.Simulation simulation(
      Night night, NightRun run, Nights nights, RunHistory history) throws IOException {
    Path folder = run.folder() == null ? null : nights.results().resolve(run.folder());
    if (folder == null || !Files.isDirectory(folder)) {
      return new PullRequestData.Simulation(
          run.simpleName(),
          night.plan().profile(),
          run.verdict(),
          run.reasons(),
          List.of(),
          List.of());
    }
    RunResult result = RunDirectory.read(folder);
    RunReport report = RunReport.of(result, folder, history);
    return new PullRequestData.Simulation(
        run.simpleName(),
        night.plan().profile(),
        run.verdict(),
        run.reasons(),
        result.outcome().slas().stream().map(PullRequestReport::level).toList(),
        report.work().moved().stream().map(PullRequestReport::work).toList());
  }

  private static PullRequestData.Level level(SlaResult sla) {
    return new PullRequestData.Level(sla.name(), sla.limitText(), sla.actualText(), sla.verdict());
  }

  private static PullRequestData.Work work(WorkChange change) {
    return new PullRequestData.Work(
        change.figure().series(),
        WorkText.usual(change),
        WorkText.number(change.figure().perRequest()),
        WorkText.difference(change),
        change.isWorse());
  }

  /** The comment in GitHub-flavoured Markdown, with the mark by which it is found again. */
  public static String comment(PullRequestData data) {
    StringBuilder text = new StringBuilder(PullRequestComment.MARK).append('\n');
    ShownFigures figures = ShownFigures.of(data);
    if (!figures.isEmpty()) {
      text.append(figures.hidden()).append('\n');
    }
    text.append("### Load test: ").append(data.verdict()).append('\n');
    data.news()
        .forEach(sentence -> text.append("- ").append(MarkdownText.of(sentence)).append('\n'));
    if (!data.hasNews()) {
      text.append("\nAll service levels are met, and nothing is new.\n");
    }
    for (PullRequestData.Simulation simulation : data.simulations()) {
      String section = section(simulation);
      if (text.length() + section.length() > MOST_CHARACTERS) {
        text.append("\nThe rest is in the run's reports: this comment would be too long.\n");
        break;
      }
      text.append(section);
    }
    if (!figures.isEmpty()) {
      text.append(
          "\nIf the new level of the work is right, somebody with write access comments `/loadtest acknowledge <reason>`.\n");
    }
    return text.toString();
  }

  private static String section(PullRequestData.Simulation simulation) {
    StringBuilder text = new StringBuilder();
    text.append(
        "\n#### %s, profile %s: %s\n"
            .formatted(
                MarkdownText.of(simulation.name()),
                MarkdownText.of(simulation.profile()),
                simulation.verdict()));
    simulation
        .reasons()
        .forEach(reason -> text.append("- ").append(MarkdownText.of(reason)).append('\n'));
    if (!simulation.levels().isEmpty()) {
      text.append("\n| Service level | Limit | Measured | |\n| --- | ---: | ---: | --- |\n");
      for (PullRequestData.Level level : simulation.levels()) {
        text.append(
            row(
                level.name(),
                level.limit(),
                level.measured(),
                level.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
      }
    }
    if (!simulation.work().isEmpty()) {
      text.append(
          "\n| Work for each request | Usually | Now | Difference | |\n| --- | ---: | ---: | ---: | --- |\n");
      for (PullRequestData.Work work : simulation.work()) {
        text.append(
            row(
                work.series(),
                work.usual(),
                work.now(),
                work.difference(),
                work.worse() ? "worse" : "not worse"));
      }
    }
    return text.toString();
  }

  private static String row(String... cells) {
    return Stream.of(cells).map(MarkdownText::of).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
