package io.openmeet.reference.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A list of an organisation's rows with optional filters. Each set of filters has its own
 * statement, because a single statement would have a single plan, which could not use the index
 * that suits the filters given.
 */
public final class FilteredList {
  private final List<String> filters;

  /** The n-th filter is in a statement when the n-th bit of the statement's position is set. */
  private final List<Query> queries = new ArrayList<>();

  /**
   * @param select everything up to the conditions
   * @param order must be total, or the order of equal rows would depend on the plan
   * @param filters columns that can be required to equal a value
   */
  public FilteredList(String name, String select, String order, List<String> filters) {
    this.filters = List.copyOf(filters);
    for (int given = 0; given < 1 << filters.size(); given++) {
      queries.add(query(name, select, order, given));
    }
  }

  /**
   * @param values one for each filter, in their order; null when it is not given
   */
  public Future<RowSet<Row>> run(
      Database database, UUID organisation, int limit, Object... values) {
    Tuple parameters = Tuple.of(organisation, limit);
    int given = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        parameters.addValue(values[i]);
        given |= 1 << i;
      }
    }
    return database.run(queries.get(given), parameters);
  }

  private Query query(String name, String select, String order, int given) {
    List<String> names = new ArrayList<>();
    StringBuilder conditions = new StringBuilder("organisation_id = $1");
    for (int i = 0; i < filters.size(); i++) {
      if ((given & 1 << i) != 0) {
        names.add(filters.get(i).replace('_', '-'));
        conditions.append(" AND %s = $%d".formatted(filters.get(i), names.size() + 2));
      }
    }
    return new Query(
        names.isEmpty() ? name : name + "-by-" + String.join("-and-", names),
        "%s WHERE %s ORDER BY %s LIMIT $2".formatted(select, conditions, order));
  }
}
