-- What GET /analytics/summary reads in the tuning `optimized`, and `baseline` has not: how many meetings an
-- organisation has of each type and status, and their minutes, kept by a trigger as meetings change. A
-- summary costs the same however many meetings there are.
--
-- Room is left in each page and no index holds the counts: an update stays in its page, and the next one
-- there takes the room of those before.
CREATE TABLE meeting_counts (
  organisation_id uuid NOT NULL,
  type            text NOT NULL,
  status          text NOT NULL,
  meetings        bigint NOT NULL,
  minutes         bigint NOT NULL,
  PRIMARY KEY (organisation_id, type, status)
) WITH (fillfactor = 25);

-- Takes the meeting as it was out of its count and adds it as it is: two rows when it moves, locked in the
-- order of their keys, so that no two transactions of one meeting each wait for each other. In a creation
-- OLD is null, in a deletion NEW. A count of zero stays: the next meeting of the kind finds it.
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

-- Before the meetings that are there are counted: nobody writes unseen in between.
CREATE TRIGGER meetings_counted AFTER INSERT OR UPDATE OR DELETE ON meetings
FOR EACH ROW EXECUTE FUNCTION count_meeting();

INSERT INTO meeting_counts
SELECT organisation_id, type, status, count(*), sum(duration_minutes) FROM meetings
GROUP BY organisation_id, type, status ORDER BY organisation_id, type, status;
