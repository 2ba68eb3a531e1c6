package io.openmeet.reference.search;

import static io.vertx.core.http.HttpMethod.GET;

import com.fasterxml.jackson.core.JsonGenerator;
import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.cache.Cached;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Query;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.openmeet.reference.http.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.UUID;

/**
 * {@code GET /search}: full-text search in transcripts and summaries. Answers are cached until a
 * meeting with texts is renamed or deleted; then all answers of the organisation are renewed.
 */
public final class SearchRoutes {
  private static final int DEFAULT_LIMIT = 10;

  /** Ranks all matches, which are few, and reads only the texts of the best ones. */
  private static final Query SEARCH =
      new Query(
          "search.full-text",
          "SELECT best.meeting_id, m.title, s.body, t.body, best.rank"
              + " FROM (SELECT meeting_id,"
              + " ts_rank(document, websearch_to_tsquery('simple', $2)) AS rank"
              + " FROM search_documents"
              + " WHERE document @@ (websearch_to_tsquery('simple', $2) && $1::text::tsquery)"
              // Without this, a query without words would find all documents.
              + " AND numnode(websearch_to_tsquery('simple', $2)) > 0"
              + " ORDER BY rank DESC, meeting_id LIMIT $3) best"
              + " JOIN meetings m ON m.id = best.meeting_id"
              + " JOIN transcripts t ON t.meeting_id = best.meeting_id"
              + " JOIN summaries s ON s.meeting_id = best.meeting_id"
              + " ORDER BY best.rank DESC, best.meeting_id");

  private final Database database;
  private final AnswerCache cache;
  private final boolean twice;

  /**
   * @param twice whether each item is sent twice, because of a fault
   */
  public SearchRoutes(Database database, AnswerCache cache, boolean twice) {
    this.database = database;
    this.cache = cache;
    this.twice = twice;
  }

  public void mount(Api api) {
    api.secured(GET, "/search", this::search);
  }

  private Future<?> search(RoutingContext context) {
    String query = Input.query(context, "q");
    if (query == null) {
      throw ApiError.badRequest("q is missing.");
    }
    Input.checkText("q", query, 1, 200);
    int limit = Input.limit(context, DEFAULT_LIMIT, 50);
    Principal caller = Principal.of(context);
    UUID organisation = caller.organisation();
    return cache
        .answer(
            key(organisation, query, limit), caller.user(), () -> find(organisation, query, limit))
        .onSuccess(answer -> Answers.read(context, answer));
  }

  /** Caches an answer before the first request. */
  public Future<Void> warm(UUID organisation, String query) {
    return cache.refresh(
        key(organisation, query, DEFAULT_LIMIT), () -> find(organisation, query, DEFAULT_LIMIT));
  }

  private Future<Buffer> find(UUID organisation, String query, int limit) {
    return database
        .run(SEARCH, Tuple.of(organisationWord(organisation), Input.normal(query), limit))
        .map(rows -> toJson(query, rows));
  }

  /** The word that every document of an organisation contains; see schema.sql. */
  private static String organisationWord(UUID organisation) {
    return "org" + organisation.toString().replace("-", "");
  }

  private Buffer toJson(String query, RowSet<Row> rows) {
    Snippet snippet = new Snippet(Input.normal(query));
    Json.ItemFields<Row> fields = (item, row) -> writeFields(item, row, snippet);
    return Json.object(
        json -> {
          json.writeStringField("query", query);
          Json.writeItems(json, "items", rows, twice ? Json.twice(fields) : fields);
        });
  }

  private static void writeFields(JsonGenerator json, Row row, Snippet snippet) throws IOException {
    json.writeStringField("meetingId", row.getUUID(0).toString());
    json.writeStringField("title", row.getString(1));
    String text = row.getString(2) + " " + row.getString(3);
    json.writeStringField("snippet", snippet.cut(text));
    json.writeNumberField("rank", row.getFloat(4));
  }

  private static Cached.Key key(UUID organisation, String query, int limit) {
    return Cached.SEARCHES.of(organisation, limit + ":" + query);
  }
}
