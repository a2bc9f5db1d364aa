-- Sessions whose ids were derived by the rule of earlier versions. They keep their ids, by which is
-- found what was sent in them, and go with them.
CREATE TABLE earlier_session (
  key_id TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (key_id, id)
);

INSERT INTO earlier_session (key_id, id)
  SELECT key_id, id FROM session WHERE substr(id, 1, 2) = 's_' AND length(id) = 24;

-- States derive from texts and are sealed under the master key. Tag clouds from before hold words:
-- they are deleted, and come again with the next request. The others are places and hashes, and
-- decide what is sent.
ALTER TABLE session_state ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;

DELETE FROM session_state WHERE id NOT LIKE '%#anchors';

-- Random values that all instances on this store share, sealed under the master key.
CREATE TABLE installation_secret (
  purpose TEXT PRIMARY KEY,
  sealed BYTEA NOT NULL,
  made_at BIGINT NOT NULL
);
