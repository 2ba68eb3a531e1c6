package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.statistics.Required;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the history keeps of a run. Runs are comparable only if they have the same fingerprint and
 * none of them is INVALID.
 *
 * @param schemaVersion {@value #SCHEMA_VERSION}
 * @param run name of the run's folder
 * @param startedAt start of the run in UTC, such as 2026-05-04T03:02:01.000Z
 * @param simulation the class, without its package
 * @param target its address
 * @param reason the first reason for a verdict other than PASS, at most {@value #LONGEST_REASON}
 *     characters and an ellipsis; null for PASS
 * @param fingerprint hash of what makes two runs comparable
 * @param gitCommit of the checkout the load tests ran from; null when there was none
 * @param windowSeconds length of the measured window
 * @param processor model of the injector's machine
 * @param slas the service levels
 * @param work what the target did for each request; empty when it is not known
 */
public record HistoryEntry(
    int schemaVersion,
    String run,
    String startedAt,
    String simulation,
    String profile,
    String target,
    RunVerdict verdict,
    String reason,
    String fingerprint,
    String gitCommit,
    double windowSeconds,
    String processor,
    HistoryTotals totals,
    List<HistoryLevel> slas,
    List<WorkFigure> work) {
  public static final int SCHEMA_VERSION = 2;

  static final int LONGEST_REASON = 200;

  private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  public HistoryEntry {
    Required.that(
        schemaVersion == SCHEMA_VERSION, "schemaVersion", "" + SCHEMA_VERSION, schemaVersion);
    requireRun(run);
    requireTime(startedAt);
    requireText("simulation", simulation);
    requireText("profile", profile);
    requireText("target", target);
    requireText("processor", processor);
    Required.that(verdict != null, "verdict", "PASS, FAIL or INVALID", null);
    if (verdict == RunVerdict.PASS) {
      Required.that(reason == null, "reason", "none for PASS", reason);
    } else {
      requireText("reason", reason);
    }
    requireFingerprint(fingerprint);
    Required.that(
        gitCommit == null || gitCommit.matches("[0-9a-f]{40,64}"),
        "gitCommit",
        "40 to 64 hexadecimal digits",
        gitCommit);
    Required.that(
        windowSeconds > 0 && Double.isFinite(windowSeconds),
        "windowSeconds",
        "a number above 0",
        windowSeconds);
    Required.that(totals != null, "totals", "{...}", null);
    Required.that(
        slas != null && slas.stream().noneMatch(Objects::isNull),
        "slas",
        "a list of service levels",
        slas);
    slas = List.copyOf(slas);
    Required.that(
        work != null && work.stream().noneMatch(Objects::isNull),
        "work",
        "a list of figures",
        work);
    work = List.copyOf(work);
    List<String> series = work.stream().map(WorkFigure::series).toList();
    Required.that(
        series.stream().distinct().count() == series.size(), "work", "each series once", series);
    List<String> ids = slas.stream().map(HistoryLevel::id).toList();
    Required.that(
        ids.stream().distinct().count() == ids.size(), "slas", "each service level once", ids);
    Required.that(
        verdict != RunVerdict.PASS || slas.stream().noneMatch(HistoryLevel::preventsPass),
        "verdict",
        "FAIL or INVALID, because a service level is not met",
        verdict);
  }

  /**
   * @param result with an environment, as every run has at its end
   * @param run name of the run's folder
   */
  public static HistoryEntry of(RunResult result, String run) {
    RunResult.Identity identity = result.identity();
    RunEnvironment environment = result.environment();
    return new HistoryEntry(
        SCHEMA_VERSION,
        run,
        identity.startedAt(),
        identity.simulation(),
        identity.profile(),
        identity.target(),
        result.outcome().verdict(),
        result.outcome().reasons().stream().findFirst().map(HistoryEntry::cut).orElse(null),
        environment.fingerprint(),
        environment.gitCommit(),
        identity.window().seconds(),
        environment.processor(),
        HistoryTotals.of(result.figures().totals()),
        result.outcome().slas().stream().map(HistoryLevel::of).toList(),
        result.figures().work());
  }

  HistoryEntry withWork(List<WorkFigure> other) {
    return new HistoryEntry(
        schemaVersion,
        run,
        startedAt,
        simulation,
        profile,
        target,
        verdict,
        reason,
        fingerprint,
        gitCommit,
        windowSeconds,
        processor,
        totals,
        slas,
        other);
  }

  private static String cut(String reason) {
    return reason.codePointCount(0, reason.length()) <= LONGEST_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON)) + '…';
  }

  /** The start of the run. */
  public Instant started() {
    return Instant.parse(startedAt);
  }

  private static boolean isTime(String text) {
    try {
      return text != null && text.matches(TIMESTAMP) && Instant.parse(text) != null;
    } catch (DateTimeException noTime) {
      return false;
    }
  }

  static void requireText(String key, String value) {
    Required.that(value != null && !value.isBlank(), key, "a text", value);
  }

  static void requireRun(String run) {
    requireText("run", run);
    Required.that(!run.matches("(?s)\\.\\.?|.*[/\\\\].*"), "run", "the name of a folder", run);
  }

  static void requireTime(String startedAt) {
    Required.that(
        isTime(startedAt), "startedAt", "a time like 2026-05-04T03:02:01.000Z", startedAt);
  }

  static void requireFingerprint(String fingerprint) {
    Required.that(
        fingerprint != null && fingerprint.matches("[0-9a-f]{12}"),
        "fingerprint",
        "12 hexadecimal digits",
        fingerprint);
  }
}
