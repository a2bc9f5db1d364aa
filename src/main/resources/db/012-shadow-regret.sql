-- What modes would have made of requests that went out as they came: figures only.
CREATE TABLE shadow_plan (
  id TEXT NOT NULL,
  mode TEXT NOT NULL,
  at BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  model TEXT NOT NULL,
  original_tokens BIGINT NOT NULL,
  optimized_tokens BIGINT NOT NULL,
  changed_results BIGINT NOT NULL,
  PRIMARY KEY (id, mode)
);

CREATE INDEX shadow_plan_by_time ON shadow_plan (at);

CREATE TABLE shadow_layer (
  id TEXT NOT NULL,
  mode TEXT NOT NULL,
  layer TEXT NOT NULL,
  saved_tokens BIGINT NOT NULL,
  PRIMARY KEY (id, mode, layer)
);

-- Signs that compression took away what was needed, per day, session and layer. Sessions that are
-- held out have the same counts, of what would have been taken away.
CREATE TABLE regret (
  day BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  layer TEXT NOT NULL,
  held_out INTEGER NOT NULL,
  chances BIGINT NOT NULL,
  read_again BIGINT NOT NULL,
  run_again BIGINT NOT NULL,
  edit_refused BIGINT NOT NULL,
  said_again BIGINT NOT NULL,
  thinking_dropped BIGINT NOT NULL,
  PRIMARY KEY (day, key_id, session_id, layer, held_out)
);

CREATE INDEX regret_by_org ON regret (org_id, day);

-- Layers that are switched off for what is new in a session. Messages before from_message go out as
-- they did; prefix is a hash of messages before it, by which the conversation is known again.
CREATE TABLE suspended_layer (
  key_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  layer TEXT NOT NULL,
  from_message INTEGER NOT NULL,
  prefix BIGINT NOT NULL,
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (key_id, session_id, layer)
);
