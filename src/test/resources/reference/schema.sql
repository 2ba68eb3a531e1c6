-- The fixture's tables. Their keys are in keys.sql and their indexes in indexes.sql: both are made after
-- the rows, which takes half the time.
CREATE TABLE organisations (
  id   uuid NOT NULL,
  name text NOT NULL
);

CREATE TABLE users (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  email           text NOT NULL,
  name            text NOT NULL,
  password_hash   text NOT NULL
);

-- A session lasts from login to logout, but not longer than the newest of its refresh tokens. Only this row
-- stores whether it has ended: a refresh and an end both lock it, so no refresh escapes a simultaneous end.
CREATE TABLE sessions (
  id         uuid NOT NULL,
  user_id    uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at   timestamptz
);

-- The token itself is never stored, only its SHA-256 digest. A used token stays, marked, until it expires,
-- because a client that sends it again has a copy.
CREATE TABLE refresh_tokens (
  digest     bytea NOT NULL,
  session_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);

CREATE TABLE meetings (
  id               uuid NOT NULL,
  organisation_id  uuid NOT NULL,
  title            text NOT NULL,
  type             text NOT NULL,
  status           text NOT NULL,
  starts_at        timestamptz NOT NULL,
  duration_minutes integer NOT NULL,
  created_by       uuid NOT NULL
);

CREATE TABLE transcripts (
  meeting_id uuid NOT NULL,
  body       text NOT NULL
);

CREATE TABLE summaries (
  meeting_id uuid NOT NULL,
  body       text NOT NULL
);

-- The words of each meeting's transcript and summary, and one word more that names the organisation, so that
-- the index alone finds the matches of one organisation.
-- A table of its own, because a change of a meeting's status must not rewrite its words in the index.
CREATE TABLE search_documents (
  meeting_id uuid NOT NULL,
  document   tsvector NOT NULL
);

CREATE TABLE recordings (
  id              uuid NOT NULL,
  organisation_id uuid NOT NULL,
  created_by      uuid NOT NULL,
  file_name       text NOT NULL,
  content_type    text NOT NULL,
  category        text NOT NULL,
  bytes           bigint NOT NULL,
  sha256          text NOT NULL,
  status          text NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now()
);
