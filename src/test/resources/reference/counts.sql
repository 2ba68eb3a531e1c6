-- The counts that GET /analytics/summary reads in the tuning `optimized`; `baseline` has none. A row has the
-- number and the minutes of an organisation's meetings of one type and status. A trigger updates it when a
-- meeting changes, so the cost of a summary does not depend on the number of meetings.
--
-- Each page has free space and no index contains the counts, so an updated row stays in its page, and later
-- updates there reuse the space of old rows.
CREATE TABLE meeting_counts (
  organisation_id uuid NOT NULL,
  type            text NOT NULL,
  status          text NOT NULL,
  meetings        bigint NOT NULL,
  minutes         bigint NOT NULL,
  PRIMARY KEY (organisation_id, type, status)
) WITH (fillfactor = 25);

-- Subtracts the meeting as it was (OLD, null for a new meeting) and adds it as it is (NEW, null for a deleted
-- one). If its type or status changes, these are two rows; they are locked in the order of their keys, so
-- that transactions cannot deadlock. A count of zero stays for the next such meeting.
CREATE FUNCTION count_meeting() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO meeting_counts AS c
  SELECT organisation_id, type, status, sum(meetings), sum(minutes)
  FROM (VALUES (OLD.organisation_id, OLD.type, OLD.status, -1, -OLD.duration_minutes),
               (NEW.organisation_id, NEW.type, NEW.status, 1, NEW.duration_minutes))
    AS change (organisation_id, type, status, meetings, minutes)
  WHERE organisation_id IS NOT NULL
  GROUP BY organisation_id, type, status
  HAVING sum(meetings) <> 0 OR sum(minutes) <> 0
  ORDER BY organisation_id, type, status
  ON CONFLICT (organisation_id, type, status)
  DO UPDATE SET meetings = c.meetings + excluded.meetings, minutes = c.minutes + excluded.minutes;
  RETURN NULL;
END $$;

-- The trigger is created before the existing meetings are counted, so that it misses no write in between.
CREATE TRIGGER meetings_counted AFTER INSERT OR UPDATE OR DELETE ON meetings
FOR EACH ROW EXECUTE FUNCTION count_meeting();

INSERT INTO meeting_counts
SELECT organisation_id, type, status, count(*), sum(duration_minutes) FROM meetings
GROUP BY organisation_id, type, status ORDER BY organisation_id, type, status;
