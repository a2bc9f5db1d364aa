-- Whether nobody may look at texts of the organisation's live sessions.
ALTER TABLE org ADD COLUMN peek_forbidden INTEGER NOT NULL DEFAULT 0;

-- Finds the oldest counts, to delete them.
CREATE INDEX regret_by_day ON regret (day, key_id);
