-- Each index serves a query that the API runs; those of the keys are in keys.sql.
CREATE INDEX meetings_by_start ON meetings (organisation_id, starts_at DESC, id);
CREATE INDEX meetings_by_type_and_start ON meetings (organisation_id, type, starts_at DESC, id);
-- The analytics summary reads this index alone.
CREATE INDEX meetings_by_type_and_status ON meetings (organisation_id, type, status) INCLUDE (duration_minutes);
CREATE INDEX search_documents_words ON search_documents USING gin (document) WITH (fastupdate = off);
