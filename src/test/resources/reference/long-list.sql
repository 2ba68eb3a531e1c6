-- Further meetings of the first organisation, up to $1 of them: a list as long as that of a big company, for the
-- web client. They are older than the others and have neither transcript nor summary.
INSERT INTO meetings (id, organisation_id, title, type, status, starts_at, duration_minutes, created_by)
SELECT md5('meeting ' || organisation || ' ' || n)::uuid, organisation_id, title, type, 'completed',
       timestamptz '2026-01-01 00:00:00+00' - make_interval(mins => n * 480), duration_minutes, created_by
FROM generate_series(2000, $1::integer - 1) AS n
JOIN seed_meetings m ON m.organisation = 0 AND m.i = n % 2000
