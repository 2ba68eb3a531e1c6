package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of work that the comment shows as changed. The comment carries them, so that somebody
 * can acknowledge exactly what is shown there.
 *
 * @param bySimulation name of the simulation, without its package, and keys of its figures
 */
public record ShownFigures(Map<String, List<String>> bySimulation) {
  private static final String NAME = "figures";

  /** Leaves room for the rest of a comment. */
  private static final int MOST_CHARACTERS = 8_000;

  private static final int LONGEST_KEY = 500;

  public ShownFigures {
    Map<String, List<String>> copy = new TreeMap<>();
    bySimulation.forEach((simulation, figures) -> copy.put(simulation, List.copyOf(figures)));
    bySimulation = copy;
  }

  /** Those that do not fit are left out. */
  public static ShownFigures of(PullRequestData data) {
    Map<String, List<String>> figures = new LinkedHashMap<>();
    for (PullRequestData.Simulation simulation : data.simulations()) {
      for (PullRequestData.Work work : simulation.work()) {
        add(figures, simulation.name(), work.series());
      }
    }
    return new ShownFigures(figures);
  }

  private static void add(Map<String, List<String>> figures, String simulation, String key) {
    if (simulation.isBlank() || key.isBlank() || key.length() > LONGEST_KEY) {
      return;
    }
    List<String> keys = figures.computeIfAbsent(simulation, first -> new ArrayList<>());
    keys.add(key);
    if (new ShownFigures(figures).hidden().length() > MOST_CHARACTERS) {
      keys.remove(keys.size() - 1);
      figures.values().removeIf(List::isEmpty);
    }
  }

  @JsonIgnore
  public boolean isEmpty() {
    return bySimulation.isEmpty();
  }

  /** As a part of the comment that nobody sees. */
  public String hidden() {
    return HiddenJson.of(NAME, this);
  }

  /** Empty when the comment shows none. */
  static ShownFigures in(String comment) {
    return HiddenJson.in(comment, NAME, ShownFigures.class).orElse(new ShownFigures(Map.of()));
  }
}
