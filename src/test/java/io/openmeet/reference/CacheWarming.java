package io.openmeet.reference;

import io.openmeet.reference.analytics.AnalyticsRoutes;
import io.openmeet.reference.auth.AuthRoutes;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Query;
import io.openmeet.reference.meetings.MeetingRoutes;
import io.openmeet.reference.search.SearchRoutes;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Fills the cache with the most frequent answers in the background after a start. A service that is
 * restarted under load does the same, so that its callers do not all miss at once.
 */
final class CacheWarming {
  private static final Query ORGANISATIONS =
      new Query("organisations.list", "SELECT id FROM organisations");
  private static final int AT_ONCE = 2;

  private final Database database;
  private final AuthRoutes auth;
  private final MeetingRoutes meetings;
  private final AnalyticsRoutes analytics;
  private final SearchRoutes search;
  private final List<String> popularQueries;
  private final Queue<Supplier<Future<Void>>> steps = new ArrayDeque<>();

  CacheWarming(
      Database database,
      AuthRoutes auth,
      MeetingRoutes meetings,
      AnalyticsRoutes analytics,
      SearchRoutes search,
      List<String> popularQueries) {
    this.database = database;
    this.auth = auth;
    this.meetings = meetings;
    this.analytics = analytics;
    this.search = search;
    this.popularQueries = popularQueries;
  }

  /** Must be called on an event loop. */
  void begin() {
    auth.warm();
    database
        .run(ORGANISATIONS, Tuple.tuple())
        .onSuccess(
            rows -> {
              for (Row row : rows) {
                UUID organisation = row.getUUID(0);
                meetings.warm(organisation);
                analytics.refreshSoon(organisation);
                for (String query : popularQueries) {
                  steps.add(() -> search.warm(organisation, query));
                }
              }
              for (int i = 0; i < AT_ONCE; i++) {
                next();
              }
            });
  }

  private void next() {
    Supplier<Future<Void>> step = steps.poll();
    if (step != null) {
      step.get().onSuccess(done -> next());
    }
  }
}
