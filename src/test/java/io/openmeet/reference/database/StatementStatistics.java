package io.openmeet.reference.database;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows and blocks of the API's statements, as counted by PostgreSQL's extension pg_stat_statements
 * at the end of each statement. Other statistics of PostgreSQL are up to ten seconds late.
 *
 * <p>Only statements of {@link Query} count, so reading the counts does not change them. When
 * PostgreSQL does not answer or has no such extension, there are no samples.
 */
final class StatementStatistics implements MultiCollector {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** The name of a statement is the comment at its end. */
  private static final String COUNTS =
      "SELECT substring(query FROM '/\\* (\\S+) \\*/$') AS name, sum(rows)::bigint,"
          + " sum(shared_blks_hit)::bigint, sum(shared_blks_read)::bigint"
          + " FROM pg_stat_statements JOIN pg_database ON pg_database.oid = dbid"
          + " WHERE datname = current_database() AND query ~ '/\\* \\S+ \\*/$' GROUP BY name";

  /**
   * What one statement did since PostgreSQL started.
   *
   * @param rows returned or changed
   * @param buffers blocks of 8 KiB that were in PostgreSQL's own buffers
   * @param disk blocks of 8 KiB that were not; the operating system may have had them
   */
  private record Counts(String query, long rows, long buffers, long disk) {
    private static Counts of(Row row) {
      return new Counts(row.getString(0), row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  private final Observer observer;
  private volatile List<Counts> last = List.of();

  StatementStatistics(Observer observer) {
    this.observer = observer;
  }

  /** Asks PostgreSQL again; succeeds in any case, and in bounded time. */
  Future<Void> refresh() {
    return observer
        .ask(COUNTS, PATIENCE)
        .map(
            rows -> {
              List<Counts> counts = new ArrayList<>();
              rows.forEach(row -> counts.add(Counts.of(row)));
              return counts;
            })
        .otherwise(List.of())
        .onSuccess(counts -> last = counts)
        .mapEmpty();
  }

  @Override
  public MetricSnapshots collect() {
    CounterSnapshot.Builder rows =
        CounterSnapshot.builder()
            .name("openmeet_database_rows")
            .help("Rows that statements returned or changed");
    CounterSnapshot.Builder blocks =
        CounterSnapshot.builder()
            .name("openmeet_database_blocks")
            .help("Blocks of 8 KiB that statements read, from PostgreSQL's buffers or from disk");
    for (Counts counts : last) {
      Labels query = Labels.of("query", counts.query());
      rows.dataPoint(sample(query, counts.rows()));
      blocks.dataPoint(sample(query.add("source", "buffers"), counts.buffers()));
      blocks.dataPoint(sample(query.add("source", "disk"), counts.disk()));
    }
    return MetricSnapshots.of(rows.build(), blocks.build());
  }

  private static CounterDataPointSnapshot sample(Labels labels, long value) {
    return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
