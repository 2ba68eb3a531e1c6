package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.statistics.Required;

/**
 * Somebody knows why a level changed, and takes the new level for the right one: earlier nights are
 * no baseline any more.
 *
 * @param schemaVersion {@value #SCHEMA_VERSION}
 * @param run the first one of the new level
 * @param startedAt start of that run in UTC, so that the acknowledgement outlives the run
 * @param fingerprint of that run
 * @param figure key of the only figure that is concerned; null for all figures of the fingerprint
 */
public record Acknowledgement(
    int schemaVersion,
    String run,
    String startedAt,
    String fingerprint,
    String figure,
    String reason) {
  public static final int SCHEMA_VERSION = 1;

  public Acknowledgement {
    Required.that(
        schemaVersion == SCHEMA_VERSION, "schemaVersion", "" + SCHEMA_VERSION, schemaVersion);
    HistoryEntry.requireRun(run);
    HistoryEntry.requireTime(startedAt);
    HistoryEntry.requireFingerprint(fingerprint);
    Required.that(figure == null || !figure.isBlank(), "figure", "a text or null", figure);
    HistoryEntry.requireText("reason", reason);
  }

  /**
   * @param run the first one of the new level
   * @param figure null for all figures
   */
  public static Acknowledgement of(HistoryEntry run, String figure, String reason) {
    return new Acknowledgement(
        SCHEMA_VERSION, run.run(), run.startedAt(), run.fingerprint(), figure, reason);
  }

  boolean concerns(Series series) {
    return concerns(series.fingerprint(), series.figure().key());
  }

  /**
   * @param key of a figure
   */
  boolean concerns(String fingerprint, String key) {
    return this.fingerprint.equals(fingerprint) && (figure == null || figure.equals(key));
  }
}
