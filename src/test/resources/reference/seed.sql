-- Fills the tables from the temporary tables seed_users, seed_types and seed_topics, which Seed makes
-- from the feeders. Everything is computed from positions: the same feeders give the same rows.

INSERT INTO organisations (id, name)
SELECT md5('organisation ' || organisation)::uuid, organisation FROM seed_users GROUP BY organisation;

INSERT INTO users (id, organisation_id, email, name, password_hash)
SELECT md5('user ' || email)::uuid, md5('organisation ' || organisation)::uuid, email, name, password_hash
FROM seed_users;

CREATE TEMP TABLE seed_organisations AS
SELECT md5('organisation ' || organisation)::uuid AS id,
       (row_number() OVER (ORDER BY min(position)) - 1)::integer AS position,
       array_agg(md5('user ' || email)::uuid ORDER BY position) AS members
FROM seed_users GROUP BY organisation;

-- What people say when they talk about no topic of the search queries.
CREATE TEMP TABLE seed_sentences (position integer, body text);
INSERT INTO seed_sentences VALUES
  (0, 'Good morning everyone, thanks for joining on such short notice.'),
  (1, 'We started with a quick round so that each of us could say what happened since last week.'),
  (2, 'The numbers look better than in spring, although the weather did its part.'),
  (3, 'Maria shared her screen and walked us through the three open questions.'),
  (4, 'Nobody had seen the note from Tuesday, so we read it together.'),
  (5, 'There was some noise on the line and we had to repeat the last two sentences.'),
  (6, 'The office in Lisbon will be closed on Friday because of a local holiday.'),
  (7, 'Somebody asked whether we could move this call to the afternoon.'),
  (8, 'Our colleagues in Osaka prefer early hours, those in Toronto prefer late ones.'),
  (9, 'We agreed to write the answer down before it gets lost again.'),
  (10, 'Peter promised to send the slides around after lunch.'),
  (11, 'The second half was quieter and mostly about small things.'),
  (12, 'It took longer than expected, but everybody left with a clear picture.'),
  (13, 'A new teammate introduced herself and told us about her first days.'),
  (14, 'We laughed about the broken coffee machine for a good minute.'),
  (15, 'The example from last year turned out to be misleading.'),
  (16, 'Two people wanted more detail, the others were fine with the short version.'),
  (17, 'Johan compared both variants and recommended the simpler one.'),
  (18, 'Then the conversation drifted towards the office move in autumn.'),
  (19, 'We counted the votes twice and the result stayed the same.'),
  (20, 'The printer on the fourth floor still has no paper.'),
  (21, 'Leila pointed out that the figures on page seven do not add up.'),
  (22, 'Everyone nodded, nobody took notes, so I am writing this from memory.'),
  (23, 'The speaker promised a longer session for those who are curious.'),
  (24, 'A short break helped, the room was getting warm.'),
  (25, 'Several people joined late because the link in the invitation was wrong.'),
  (26, 'We looked at the photographs from the summer party.'),
  (27, 'The next steps are small and everyone knows their part.'),
  (28, 'Omar asked for patience until the supplier answers.'),
  (29, 'The chart with the green bars was the most useful one.'),
  (30, 'Someone read the letter aloud and we discussed its tone.'),
  (31, 'We will meet again in two weeks at the same hour.');

-- How people talk about a topic; the braces stand for its words.
CREATE TEMP TABLE seed_remarks (position integer, body text);
INSERT INTO seed_remarks VALUES
  (0, 'Most of the hour went into {} and what comes next.'),
  (1, 'Before we close, one more word on {} please.'),
  (2, 'I still think that {} deserves its own session.'),
  (3, 'Last time we left {} open, today we settled half of it.'),
  (4, 'The question about {} came up again.');

-- 2,000 meetings in each organisation. Each has one topic or none: the topics take turns over the
-- meetings in proportion to their share, scattered by a step that has no factor in common with 2,000.
CREATE TEMP TABLE seed_meetings AS
SELECT md5('meeting ' || o.position || ' ' || i)::uuid AS id, o.id AS organisation_id, o.position AS organisation,
       i, t.title, t.type, t.duration_minutes,
       o.members[1 + i % cardinality(o.members)] AS created_by,
       k.words AS topic
FROM seed_organisations o
CROSS JOIN generate_series(0, 1999) AS i
JOIN seed_types t ON t.position = (i * 7 + o.position) % (SELECT count(*) FROM seed_types)
LEFT JOIN seed_topics k ON (i * 773 + o.position * 37) % 2000 >= k.first AND (i * 773 + o.position * 37) % 2000 < k.past;

INSERT INTO meetings (id, organisation_id, title, type, status, starts_at, duration_minutes, created_by)
SELECT id, organisation_id, title, type,
       CASE WHEN i % 11 = 5 THEN 'cancelled' WHEN i < 40 THEN 'scheduled' ELSE 'completed' END,
       timestamptz '2026-01-01 00:00:00+00' - make_interval(mins => i * 480 + organisation * 15),
       duration_minutes, created_by
FROM seed_meetings;

INSERT INTO transcripts (meeting_id, body)
SELECT m.id, concat_ws(' ',
  s.body[1 + (i * 5 + m.organisation) % 32],
  s.body[1 + (i * 11 + 7) % 32],
  replace(r.body[1 + i % 5], '{}', topic),
  s.body[1 + (i * 3 + 12) % 32],
  s.body[1 + (i * 13 + m.organisation + 19) % 32],
  CASE WHEN i % 2 = 0 THEN replace(r.body[1 + (i + 2) % 5], '{}', topic) END,
  s.body[1 + (i * 7 + 23) % 32],
  CASE WHEN i % 3 = 0 THEN replace(r.body[1 + (i + 4) % 5], '{}', topic) END,
  s.body[1 + (i * 17 + 29) % 32])
FROM seed_meetings m,
     (SELECT array_agg(body ORDER BY position) AS body FROM seed_sentences) s,
     (SELECT array_agg(body ORDER BY position) AS body FROM seed_remarks) r;

INSERT INTO summaries (meeting_id, body)
SELECT m.id, concat_ws(' ', coalesce('In short: ' || topic || '.', 'In short: nothing new.'),
  s.body[1 + (i * 19 + m.organisation) % 32])
FROM seed_meetings m, (SELECT array_agg(body ORDER BY position) AS body FROM seed_sentences) s;

INSERT INTO search_documents (meeting_id, document)
SELECT m.id, to_tsvector('simple', s.body || ' ' || t.body) || o.word
FROM (SELECT id, array_to_tsvector(ARRAY['org' || replace(id::text, '-', '')]) AS word FROM organisations) o
JOIN meetings m ON m.organisation_id = o.id
JOIN transcripts t ON t.meeting_id = m.id
JOIN summaries s ON s.meeting_id = m.id;
