package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.injector.Plan;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.statistics.Required;
import io.openmeet.loadtest.statistics.Window;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that is known about a run and is not in its log: the settings, and values that other
 * sources measured. {@link ObservationsFile} stores it next to the log, so that every report can be
 * created again from the run's folder, also on another machine.
 *
 * @param schemaVersion {@value #SCHEMA_VERSION}
 * @param simulation the class, without its package
 * @param profile as on the command line
 * @param target its address
 * @param window the measured time; it ends at the stop when the run was stopped
 * @param samples the one request that response times are judged from; null: all
 * @param sends requests that Gatling logs at 0 ms when they are sent, and whose answer has another
 *     name: only their failures count
 * @param slas scaled to the profile's intensity
 * @param observed values that are not in the log, by the id of the service level
 * @param tallies what the journey counted, by the id of the service level; empty in older runs
 * @param work what the target did in the window; null when it was not recorded
 * @param browser what a browser measured beside the load; null when none took part
 * @param stopped why the run ended early; null when it did not
 * @param plan the planned arrivals; null when the load is not an open model
 * @param paceMs time from one request of a looping user to the next, in milliseconds, without the
 *     response time; 0 for users without a pause; null when the load is an open model
 * @param userErrors errors of virtual users in the window; null when there was none
 * @param dropped arrivals that were not sent; null when the load is not an open model
 * @param distinctKeys number of different keys that were requested in the window, by request name
 * @param warmUp the load before the window; null when it did not finish
 * @param injector how well the injector kept up
 * @param besideTheLoad scenarios whose users are not part of the load
 * @param share of the load that this injector made; null when it made all of it
 * @param clock its difference from a clock that all injectors share; null when it made all of the
 *     load, or the difference is not known
 * @param environment where the run was made
 * @param log identifies the log as the run wrote it; null when it was not recorded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Observations(
    int schemaVersion,
    String simulation,
    String profile,
    String target,
    Window window,
    String samples,
    Set<String> sends,
    List<Sla> slas,
    @JsonSerialize(contentConverter = ObservedValue.Writing.class)
        @JsonDeserialize(contentConverter = ObservedValue.Reading.class)
        Map<String, Measured> observed,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Tally> tallies,
    TargetWork work,
    BrowserFigures browser,
    Stop stopped,
    Plan plan,
    Long paceMs,
    UserErrors userErrors,
    DroppedArrivals dropped,
    Map<String, Integer> distinctKeys,
    WarmUpFigures warmUp,
    InjectorHealth injector,
    Set<String> besideTheLoad,
    InjectorShare share,
    ClockOffset clock,
    RunEnvironment environment,
    LogSeal log) {
  public static final int SCHEMA_VERSION = 1;

  public Observations {
    Required.that(simulation != null, "simulation", "a name", null);
    Required.that(profile != null, "profile", "a name", null);
    Required.that(target != null, "target", "an address", null);
    Required.that(window != null, "window", "{\"startMs\": ..., \"endMs\": ...}", null);
    Required.that(
        slas != null && slas.stream().noneMatch(Objects::isNull),
        "slas",
        "a list of service levels",
        slas);
    Required.that(
        observed == null || observed.values().stream().noneMatch(Objects::isNull),
        "observed",
        "no null",
        observed);
    Required.that(
        tallies == null || tallies.values().stream().noneMatch(Objects::isNull),
        "tallies",
        "no null",
        tallies);
    Required.that(environment != null, "environment", "{...}", null);
    slas = List.copyOf(slas);
    observed =
        observed == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(observed));
    tallies = sorted(tallies);
    distinctKeys = sorted(distinctKeys);
    besideTheLoad = sorted(besideTheLoad);
    sends = sorted(sends);
    injector = injector == null ? InjectorHealth.NOT_MEASURED : injector;
  }

  /** Whether only all injectors of the load together are the run to judge. */
  boolean isPart() {
    return share != null;
  }

  /** The service levels by which this run alone is judged. */
  List<Sla> judged() {
    return isPart() ? slas.stream().map(Sla::inPart).toList() : slas;
  }

  /** What the target did for each request; empty when it is not known. */
  List<WorkFigure> workPerRequest() {
    return isPart() || work == null ? List.of() : work.perRequest();
  }

  private static Set<String> sorted(Set<String> names) {
    return names == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(names));
  }

  private static <T> Map<String, T> sorted(Map<String, T> byName) {
    return byName == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(byName));
  }
}
