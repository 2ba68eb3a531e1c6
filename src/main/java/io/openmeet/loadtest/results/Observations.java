package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a run and is not in its log: what was asked for, and what was seen beside it. It
 * lies next to the log ({@link ObservationsFile}), so that every report can be made again from the
 * run's folder, on another machine too.
 *
 * @param schemaVersion {@value #SCHEMA_VERSION}
 * @param simulation the class, without its package
 * @param profile as on the command line
 * @param target its address
 * @param window what was measured; when the run was stopped, until then
 * @param samples the one request that response times are judged from; null: all
 * @param sends requests that are logged at 0 ms when they were sent, and whose answer has a name of
 *     its own: only their failures count
 * @param slas as asked for at the profile's intensity
 * @param observed by a level's id, what the log cannot say
 * @param stopped why the run ended before its time; null when it did not
 * @param plan what arrivals were asked for; null when the load is no open model
 * @param paceMs from one request of a user who stays to the next, in milliseconds, when answers
 *     take no time; 0 for users who ask again at once; null when the load is an open model
 * @param userErrors of virtual users in the window; null when there was none
 * @param dropped arrivals that were not sent; null when the load is no open model
 * @param distinctKeys how many different things were asked for in the window, by request name
 * @param warmUp the load before the window; null when it did not get to its end
 * @param injector how well the load's maker kept up
 * @param besideTheLoad scenarios whose users are not part of the load
 * @param environment where it was made
 * @param log what the log was when it was written; null when nobody looked
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
    Stop stopped,
    Plan plan,
    Long paceMs,
    UserErrors userErrors,
    DroppedArrivals dropped,
    Map<String, Integer> distinctKeys,
    WarmUpFigures warmUp,
    InjectorHealth injector,
    Set<String> besideTheLoad,
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
    Required.that(environment != null, "environment", "{...}", null);
    slas = List.copyOf(slas);
    observed =
        observed == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(observed));
    distinctKeys = sorted(distinctKeys);
    besideTheLoad = sorted(besideTheLoad);
    sends = sorted(sends);
    injector = injector == null ? InjectorHealth.NOT_MEASURED : injector;
  }

  private static Set<String> sorted(Set<String> names) {
    return names == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(names));
  }

  private static <T> Map<String, T> sorted(Map<String, T> byName) {
    return byName == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(byName));
  }

  /** Of a run that this project made. */
  public Observations(
      String simulation,
      String profile,
      String target,
      Window window,
      String samples,
      Set<String> sends,
      List<Sla> slas,
      Map<String, Measured> observed,
      Stop stopped,
      Plan plan,
      Long paceMs,
      UserErrors userErrors,
      DroppedArrivals dropped,
      Map<String, Integer> distinctKeys,
      WarmUpFigures warmUp,
      InjectorHealth injector,
      Set<String> besideTheLoad,
      RunEnvironment environment) {
    this(
        SCHEMA_VERSION,
        simulation,
        profile,
        target,
        window,
        samples,
        sends,
        slas,
        observed,
        stopped,
        plan,
        paceMs,
        userErrors,
        dropped,
        distinctKeys,
        warmUp,
        injector,
        besideTheLoad,
        environment,
        null);
  }

  /** The same, with what the log was when it was written. */
  public Observations withLog(LogSeal seal) {
    return new Observations(
        schemaVersion,
        simulation,
        profile,
        target,
        window,
        samples,
        sends,
        slas,
        observed,
        stopped,
        plan,
        paceMs,
        userErrors,
        dropped,
        distinctKeys,
        warmUp,
        injector,
        besideTheLoad,
        environment,
        seal);
  }
}
