-- What the tuning `optimized` has and `baseline` has not: 9 indexes, each for a query that the API runs.
-- Those of the keys are in keys.sql and are there always. A list's index ends in the list's order, so that a
-- page of it is read from the index without sorting. GET /analytics/summary needs none: see counts.sql.

-- GET /meetings
CREATE INDEX meetings_by_start ON meetings (organisation_id, starts_at DESC, id);
-- GET /meetings?type=
CREATE INDEX meetings_by_type_and_start ON meetings (organisation_id, type, starts_at DESC, id);
-- GET /meetings?status=
CREATE INDEX meetings_by_status_and_start ON meetings (organisation_id, status, starts_at DESC, id);
-- GET /meetings?createdBy=&status=
CREATE INDEX meetings_by_user_and_status ON meetings (created_by, status, starts_at DESC, id);

-- GET /search
CREATE INDEX search_documents_words ON search_documents USING gin (document) WITH (fastupdate = off);
-- GET /search?in=summaries
CREATE INDEX search_documents_summary_words ON search_documents USING gin (summary) WITH (fastupdate = off);

-- GET /recordings
CREATE INDEX recordings_by_time ON recordings (organisation_id, created_at DESC, id);
-- GET /recordings?status=
CREATE INDEX recordings_by_status_and_time ON recordings (organisation_id, status, created_at DESC, id);
-- GET /recordings?category=
CREATE INDEX recordings_by_category_and_time ON recordings (organisation_id, category, created_at DESC, id);
