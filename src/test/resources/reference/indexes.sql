-- What the tuning `optimized` has and `baseline` has not: an index for each query of the load that its keys, in
-- keys.sql, do not serve. GET /analytics/summary needs none: see counts.sql.

-- GET /meetings: it ends in the list's order, so that a page of the list is read without sorting.
CREATE INDEX meetings_by_start ON meetings (organisation_id, starts_at DESC, id);

-- GET /search
CREATE INDEX search_documents_words ON search_documents USING gin (document) WITH (fastupdate = off);
