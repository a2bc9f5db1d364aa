-- What was sent to providers, per session: opaque entries, encrypted under the master key and bound
-- to their session. number rises within the session in the order of the commits.
CREATE TABLE session_sent (
  key_id TEXT NOT NULL,
  id TEXT NOT NULL,
  number BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (key_id, id, number)
);

CREATE INDEX session_sent_by_time ON session_sent (added_at);
