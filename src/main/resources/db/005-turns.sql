-- Turns of conversations, where the operator turned their storage on. The text is encrypted under
-- a master key that is not in this store, and bound to its session. node: hash of the turn and of
-- all before it.
CREATE TABLE session_turn (
  key_id TEXT NOT NULL,
  id TEXT NOT NULL,
  node BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (key_id, id, node)
);

CREATE INDEX session_turn_by_time ON session_turn (added_at);
