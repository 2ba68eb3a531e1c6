-- The fixture's tables. Indexes are in indexes.sql: they are made after the rows, which is faster.
CREATE TABLE organisations (
  id   uuid PRIMARY KEY,
  name text NOT NULL CONSTRAINT organisations_name_key UNIQUE
);

CREATE TABLE users (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  email           text NOT NULL CONSTRAINT users_email_key UNIQUE,
  name            text NOT NULL,
  password_hash   text NOT NULL
);

-- The token itself is never stored, only its SHA-256 digest. A used token stays, marked, until it expires.
CREATE TABLE refresh_tokens (
  digest     bytea PRIMARY KEY,
  user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);

CREATE TABLE meetings (
  id               uuid PRIMARY KEY,
  organisation_id  uuid NOT NULL REFERENCES organisations,
  title            text NOT NULL,
  type             text NOT NULL,
  status           text NOT NULL,
  starts_at        timestamptz NOT NULL,
  duration_minutes integer NOT NULL,
  created_by       uuid NOT NULL REFERENCES users
);

CREATE TABLE transcripts (
  meeting_id uuid PRIMARY KEY REFERENCES meetings ON DELETE CASCADE,
  body       text NOT NULL
);

CREATE TABLE summaries (
  meeting_id uuid PRIMARY KEY REFERENCES meetings ON DELETE CASCADE,
  body       text NOT NULL
);

-- One document per meeting over transcript and summary. It also holds one word that names the
-- organisation, so that the index alone finds the matches of one organisation. Apart from meetings,
-- because a change of a meeting's status must not rewrite its words in the index.
CREATE TABLE search_documents (
  meeting_id uuid PRIMARY KEY REFERENCES meetings ON DELETE CASCADE,
  document   tsvector NOT NULL
);

CREATE TABLE recordings (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  created_by      uuid NOT NULL REFERENCES users,
  file_name       text NOT NULL,
  content_type    text NOT NULL,
  category        text NOT NULL,
  bytes           bigint NOT NULL,
  sha256          text NOT NULL,
  status          text NOT NULL
);
