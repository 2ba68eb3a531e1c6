-- Primary keys, unique keys and references. The API distinguishes conflicts by the names of the unique keys.
ALTER TABLE organisations
  ADD PRIMARY KEY (id),
  ADD CONSTRAINT organisations_name_key UNIQUE (name);

ALTER TABLE users
  ADD PRIMARY KEY (id),
  ADD CONSTRAINT users_email_key UNIQUE (email),
  ADD FOREIGN KEY (organisation_id) REFERENCES organisations;

ALTER TABLE sessions
  ADD PRIMARY KEY (id),
  ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;

-- No reference to the session: to delete expired sessions, it would need an index of its own, and a token
-- without a session is useless.
ALTER TABLE refresh_tokens
  ADD PRIMARY KEY (digest);

ALTER TABLE meetings
  ADD PRIMARY KEY (id),
  ADD FOREIGN KEY (organisation_id) REFERENCES organisations,
  ADD FOREIGN KEY (created_by) REFERENCES users;

ALTER TABLE transcripts
  ADD PRIMARY KEY (meeting_id),
  ADD FOREIGN KEY (meeting_id) REFERENCES meetings ON DELETE CASCADE;

ALTER TABLE summaries
  ADD PRIMARY KEY (meeting_id),
  ADD FOREIGN KEY (meeting_id) REFERENCES meetings ON DELETE CASCADE;

ALTER TABLE search_documents
  ADD PRIMARY KEY (meeting_id),
  ADD FOREIGN KEY (meeting_id) REFERENCES meetings ON DELETE CASCADE;

ALTER TABLE recordings
  ADD PRIMARY KEY (id),
  ADD FOREIGN KEY (organisation_id) REFERENCES organisations,
  ADD FOREIGN KEY (created_by) REFERENCES users;
