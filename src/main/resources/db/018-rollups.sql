-- Facts of a request beside its figures. turn: its place in the conversation, 0 where not recorded.
-- detail: JSON of what is shown of a single request. rolled: whether the roll-ups hold it.
ALTER TABLE usage_event ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;

ALTER TABLE usage_event ADD COLUMN tags TEXT NOT NULL DEFAULT '';

ALTER TABLE usage_event ADD COLUMN detail TEXT NOT NULL DEFAULT '';

ALTER TABLE usage_event ADD COLUMN rolled INTEGER NOT NULL DEFAULT 0;

CREATE INDEX usage_event_by_org ON usage_event (org_id, at);

CREATE INDEX usage_event_by_user ON usage_event (user_id, at);

CREATE INDEX usage_event_by_request ON usage_event (request_id);

-- What sums are kept for. Each level has some of the dimensions; the others are empty. id: hash of
-- all of them. Days count from 1970.
CREATE TABLE usage_series (
  id BIGINT PRIMARY KEY,
  level INTEGER NOT NULL,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  model TEXT NOT NULL,
  provider TEXT NOT NULL,
  mode TEXT NOT NULL,
  held_out INTEGER NOT NULL,
  status TEXT NOT NULL,
  depth INTEGER NOT NULL,
  tag TEXT NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL
);

CREATE INDEX usage_series_by_org ON usage_series (org_id, level, last_day);

CREATE INDEX usage_series_by_key ON usage_series (key_id, org_id, level, last_day);

CREATE INDEX usage_series_by_user ON usage_series (user_id, org_id, level, last_day);

CREATE INDEX usage_series_by_tag ON usage_series (tag, org_id, level, last_day);

CREATE INDEX usage_series_by_model ON usage_series (model, org_id, level, last_day);

CREATE INDEX usage_series_by_first_day ON usage_series (first_day);

-- Sums by hour and by day (hours and days since 1970, UTC); the second are sums of the first.
CREATE TABLE usage_hour (
  series BIGINT NOT NULL,
  at INTEGER NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  original_tokens BIGINT NOT NULL,
  optimized_tokens BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  reasoning_tokens BIGINT NOT NULL,
  overhead_micros BIGINT NOT NULL,
  first_byte_micros BIGINT NOT NULL,
  first_bytes BIGINT NOT NULL,
  uncompressed_units BIGINT NOT NULL,
  paid_units BIGINT NOT NULL,
  uncompressed_micros BIGINT NOT NULL,
  paid_micros BIGINT NOT NULL,
  cost_micros BIGINT NOT NULL,
  charge_micros BIGINT NOT NULL,
  metered BIGINT NOT NULL,
  metered_unpriced BIGINT NOT NULL,
  metered_original BIGINT NOT NULL,
  metered_optimized BIGINT NOT NULL,
  metered_cache_read BIGINT NOT NULL,
  busts BIGINT NOT NULL,
  bust_units BIGINT NOT NULL,
  bust_micros BIGINT NOT NULL,
  sent_micros BIGINT NOT NULL,
  cut_micros BIGINT NOT NULL,
  squared_original BIGINT NOT NULL,
  squared_paid BIGINT NOT NULL,
  original_by_paid BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  unpriced_tokens BIGINT NOT NULL,
  marked BIGINT NOT NULL,
  marked_units BIGINT NOT NULL,
  marked_micros BIGINT NOT NULL,
  mark_write_units BIGINT NOT NULL,
  mark_write_micros BIGINT NOT NULL,
  own_cache_units BIGINT NOT NULL,
  own_cache_micros BIGINT NOT NULL,
  overhead_0 BIGINT NOT NULL,
  overhead_1 BIGINT NOT NULL,
  overhead_2 BIGINT NOT NULL,
  overhead_3 BIGINT NOT NULL,
  overhead_4 BIGINT NOT NULL,
  overhead_5 BIGINT NOT NULL,
  overhead_6 BIGINT NOT NULL,
  overhead_7 BIGINT NOT NULL,
  overhead_8 BIGINT NOT NULL,
  overhead_9 BIGINT NOT NULL,
  overhead_10 BIGINT NOT NULL,
  overhead_11 BIGINT NOT NULL,
  first_byte_0 BIGINT NOT NULL,
  first_byte_1 BIGINT NOT NULL,
  first_byte_2 BIGINT NOT NULL,
  first_byte_3 BIGINT NOT NULL,
  first_byte_4 BIGINT NOT NULL,
  first_byte_5 BIGINT NOT NULL,
  first_byte_6 BIGINT NOT NULL,
  first_byte_7 BIGINT NOT NULL,
  first_byte_8 BIGINT NOT NULL,
  first_byte_9 BIGINT NOT NULL,
  first_byte_10 BIGINT NOT NULL,
  first_byte_11 BIGINT NOT NULL,
  layer_0 BIGINT NOT NULL,
  layer_1 BIGINT NOT NULL,
  layer_2 BIGINT NOT NULL,
  layer_3 BIGINT NOT NULL,
  layer_4 BIGINT NOT NULL,
  layer_5 BIGINT NOT NULL,
  layer_6 BIGINT NOT NULL,
  layer_7 BIGINT NOT NULL,
  PRIMARY KEY (series, at)
);

CREATE TABLE usage_day (
  series BIGINT NOT NULL,
  at INTEGER NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  original_tokens BIGINT NOT NULL,
  optimized_tokens BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  reasoning_tokens BIGINT NOT NULL,
  overhead_micros BIGINT NOT NULL,
  first_byte_micros BIGINT NOT NULL,
  first_bytes BIGINT NOT NULL,
  uncompressed_units BIGINT NOT NULL,
  paid_units BIGINT NOT NULL,
  uncompressed_micros BIGINT NOT NULL,
  paid_micros BIGINT NOT NULL,
  cost_micros BIGINT NOT NULL,
  charge_micros BIGINT NOT NULL,
  metered BIGINT NOT NULL,
  metered_unpriced BIGINT NOT NULL,
  metered_original BIGINT NOT NULL,
  metered_optimized BIGINT NOT NULL,
  metered_cache_read BIGINT NOT NULL,
  busts BIGINT NOT NULL,
  bust_units BIGINT NOT NULL,
  bust_micros BIGINT NOT NULL,
  sent_micros BIGINT NOT NULL,
  cut_micros BIGINT NOT NULL,
  squared_original BIGINT NOT NULL,
  squared_paid BIGINT NOT NULL,
  original_by_paid BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  unpriced_tokens BIGINT NOT NULL,
  marked BIGINT NOT NULL,
  marked_units BIGINT NOT NULL,
  marked_micros BIGINT NOT NULL,
  mark_write_units BIGINT NOT NULL,
  mark_write_micros BIGINT NOT NULL,
  own_cache_units BIGINT NOT NULL,
  own_cache_micros BIGINT NOT NULL,
  overhead_0 BIGINT NOT NULL,
  overhead_1 BIGINT NOT NULL,
  overhead_2 BIGINT NOT NULL,
  overhead_3 BIGINT NOT NULL,
  overhead_4 BIGINT NOT NULL,
  overhead_5 BIGINT NOT NULL,
  overhead_6 BIGINT NOT NULL,
  overhead_7 BIGINT NOT NULL,
  overhead_8 BIGINT NOT NULL,
  overhead_9 BIGINT NOT NULL,
  overhead_10 BIGINT NOT NULL,
  overhead_11 BIGINT NOT NULL,
  first_byte_0 BIGINT NOT NULL,
  first_byte_1 BIGINT NOT NULL,
  first_byte_2 BIGINT NOT NULL,
  first_byte_3 BIGINT NOT NULL,
  first_byte_4 BIGINT NOT NULL,
  first_byte_5 BIGINT NOT NULL,
  first_byte_6 BIGINT NOT NULL,
  first_byte_7 BIGINT NOT NULL,
  first_byte_8 BIGINT NOT NULL,
  first_byte_9 BIGINT NOT NULL,
  first_byte_10 BIGINT NOT NULL,
  first_byte_11 BIGINT NOT NULL,
  layer_0 BIGINT NOT NULL,
  layer_1 BIGINT NOT NULL,
  layer_2 BIGINT NOT NULL,
  layer_3 BIGINT NOT NULL,
  layer_4 BIGINT NOT NULL,
  layer_5 BIGINT NOT NULL,
  layer_6 BIGINT NOT NULL,
  layer_7 BIGINT NOT NULL,
  PRIMARY KEY (series, at)
);

-- The layer of compression that each of the columns layer_0 to layer_7 is for.
CREATE TABLE usage_layer_slot (
  slot INTEGER PRIMARY KEY,
  layer TEXT NOT NULL UNIQUE
);

-- Names that were counted on a day, so many at most; what comes beyond is counted as "(other)".
CREATE TABLE usage_name (
  day INTEGER NOT NULL,
  org_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (org_id, kind, day, name)
);

CREATE INDEX usage_name_by_day ON usage_name (day);

-- What prompts consist of, in tokens; key_id and user_id are empty for all of the organisation.
CREATE TABLE usage_context (
  day INTEGER NOT NULL,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  part TEXT NOT NULL,
  name TEXT NOT NULL,
  tokens BIGINT NOT NULL,
  requests BIGINT NOT NULL,
  PRIMARY KEY (org_id, key_id, day, part, name)
);

CREATE INDEX usage_context_by_user ON usage_context (user_id, day);

CREATE INDEX usage_context_by_part ON usage_context (org_id, part, day);

CREATE INDEX usage_context_by_day ON usage_context (day);

-- How far events of an earlier version are in the roll-ups: all up to this id.
CREATE TABLE usage_rollup_state (
  name TEXT PRIMARY KEY,
  position TEXT NOT NULL,
  finished INTEGER NOT NULL
);

CREATE INDEX session_by_name ON session (id);

CREATE INDEX session_by_org_use ON session (org_id, last_seen);

-- Default tags of keys, and the names of tags that an organisation allows; one entry a line.
ALTER TABLE api_key ADD COLUMN tags TEXT NOT NULL DEFAULT '';

ALTER TABLE org ADD COLUMN tag_names TEXT NOT NULL DEFAULT '';
