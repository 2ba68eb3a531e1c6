package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.capacity.SearchResult.End;
import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Multiple Loss Ratio Search with one goal: the controller of RFC 9971. Short trials find two loads
 * near each other, the lower of which seems to be borne; longer trials then prove or refute them.
 * Each step follows from the trials so far alone, so a search can go on at any time.
 *
 * <p>Trials go up in powers of two until one is bad. From a bad trial, the next load is what the
 * target answered in it, because an overloaded target often still answers as much as it can. Where
 * that is not known, loads go down in powers of two. The gap is then halved, or left in growing
 * steps from the load that was answered.
 *
 * @param goal when the search is over
 * @param from first load, in requests/s or users
 * @param least lowest load allowed
 * @param most highest load allowed
 * @param mostTrials the search ends after so many
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9971">RFC 9971</a>
 */
public record CapacitySearch(SearchGoal goal, int from, int least, int most, int mostTrials) {
  /** A run accepts no higher one. */
  public static final int MOST_LOAD = 1_000_000;

  public CapacitySearch {
    if (least < 1 || from < least || most < from || mostTrials < 1) {
      throw new ConfigurationException(
          "Search: expected loads of 1 <= lowest <= first <= highest, and 1 trial or more, found %d, %d, %d and %d."
              .formatted(least, from, most, mostTrials));
    }
  }

  /**
   * The next trial.
   *
   * @param trials all so far, in their order
   * @return empty when the search is over
   */
  public Optional<TrialInput> next(List<Trial> trials) {
    return trials.size() >= mostTrials ? Optional.empty() : wanted(trials);
  }

  private Optional<TrialInput> wanted(List<Trial> trials) {
    Optional<TrialInput> unfinished = unfinished(trials);
    if (unfinished.isPresent()) {
      return unfinished;
    }
    Bounds seen = seen(trials);
    if (trials.isEmpty()) {
      return first(from);
    }
    if (seen.upper().isEmpty() && seen.highest() < most) {
      return first((int) Math.min(most, (long) NextLoad.GROWTH * seen.highest()));
    }
    if (seen.lower().isEmpty() && seen.upper().getAsInt() > least) {
      return first(Math.max(least, new NextLoad(goal, seen, trials).below()));
    }
    if (!seen.isNarrow(goal)) {
      return first(new NextLoad(goal, seen, trials).between());
    }
    // The lower one first: if it fails, there is no need to prove the upper one.
    return seen.loads()
        .filter(load -> classOf(load, trials, goal) == LoadClass.UNDECIDED)
        .mapToObj(load -> new TrialInput(load, goal.finalSeconds()))
        .findFirst();
  }

  private Optional<TrialInput> first(int load) {
    return Optional.of(new TrialInput(load, goal.initialSeconds()));
  }

  /** An INVALID trial is repeated once; a load with long trials is judged before any other. */
  private Optional<TrialInput> unfinished(List<Trial> trials) {
    if (trials.isEmpty()) {
      return Optional.empty();
    }
    Trial last = trials.get(trials.size() - 1);
    boolean goesOn = last.outcome() == Outcome.INVALID || last.seconds() >= goal.finalSeconds();
    return goesOn && classOf(last.load(), trials, goal) == LoadClass.UNDECIDED
        ? Optional.of(last.input())
        : Optional.empty();
  }

  static List<Trial> at(int load, List<Trial> trials) {
    return trials.stream().filter(trial -> trial.load() == load).toList();
  }

  static LoadClass classOf(int load, List<Trial> trials, SearchGoal goal) {
    return LoadClass.of(at(load, trials), goal);
  }

  /** By long trials where they decide, otherwise by the first one. */
  private Bounds seen(List<Trial> trials) {
    NavigableMap<Integer, LoadClass> classes = new TreeMap<>();
    for (Trial trial : trials) {
      LoadClass proven = classOf(trial.load(), trials, goal);
      classes.put(
          trial.load(),
          proven == LoadClass.UNDECIDED
              ? classOf(trial.load(), trials, goal.atFirstSight())
              : proven);
    }
    return new Bounds(classes);
  }

  /** What the trials show. */
  public SearchResult result(List<Trial> trials) {
    NavigableMap<Integer, LoadClass> classes = new TreeMap<>();
    trials.forEach(trial -> classes.put(trial.load(), classOf(trial.load(), trials, goal)));
    Bounds proven = new Bounds(classes);
    Integer lower = proven.lower().isPresent() ? proven.lower().getAsInt() : null;
    boolean byTarget =
        proven.upper().isPresent()
            && classes.get(proven.upper().getAsInt()) == LoadClass.UPPER_BOUND;
    return new SearchResult(
        lower,
        byTarget ? (Integer) proven.upper().getAsInt() : null,
        lower == null ? null : ConditionalThroughput.of(lower, at(lower, trials), goal),
        end(trials, proven, byTarget));
  }

  private End end(List<Trial> trials, Bounds proven, boolean byTarget) {
    if (wanted(trials).isPresent()) {
      return trials.size() >= mostTrials ? End.OUT_OF_TRIALS : End.UNFINISHED;
    }
    if (proven.upper().isEmpty()) {
      return End.MOST_LOAD_BORNE;
    }
    if (!byTarget) {
      return End.INJECTOR_LIMITED;
    }
    return proven.lower().isEmpty() ? End.NOTHING_BORNE : End.FOUND;
  }
}
