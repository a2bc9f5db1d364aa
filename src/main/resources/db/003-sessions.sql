-- Conversations, as counts and hashes; no text. A session belongs to its key.
CREATE TABLE session (
  key_id TEXT NOT NULL,
  id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  requests BIGINT NOT NULL,
  turns BIGINT NOT NULL,
  original_tokens BIGINT NOT NULL,
  forwarded_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  PRIMARY KEY (key_id, id)
);

CREATE INDEX session_by_last_seen ON session (last_seen);

-- Small state of a conversation, to be thrown away at will. BYTEA is PostgreSQL's name; SQLite
-- keeps bytes as they come, whatever the column is called.
CREATE TABLE session_state (
  key_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  bytes BYTEA NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (key_id, id)
);

CREATE INDEX session_state_by_change ON session_state (changed_at);
