-- The indexes of the tuning `optimized`; `baseline` has none. Each serves a query of the load that the keys in
-- keys.sql do not serve. GET /analytics/summary needs none: see counts.sql.

-- GET /meetings. The index has the order of the list, so the list is read without sorting.
CREATE INDEX meetings_by_start ON meetings (organisation_id, starts_at DESC, id);

-- GET /search
CREATE INDEX search_documents_words ON search_documents USING gin (document) WITH (fastupdate = off);
