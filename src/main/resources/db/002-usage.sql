-- One row per request. Ids begin with their time, so that rows are added at the index's end.
CREATE TABLE usage_event (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  model TEXT NOT NULL,
  provider TEXT NOT NULL,
  upstream_model TEXT NOT NULL,
  streamed INTEGER NOT NULL,
  mode TEXT NOT NULL,
  original_tokens BIGINT NOT NULL,
  forwarded_tokens BIGINT NOT NULL,
  tokens_estimated INTEGER NOT NULL,
  status INTEGER NOT NULL,
  ending TEXT NOT NULL,
  usage_reported INTEGER NOT NULL,
  input_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  reasoning_tokens BIGINT NOT NULL,
  overhead_micros BIGINT NOT NULL,
  first_byte_micros BIGINT NOT NULL,
  total_micros BIGINT NOT NULL
);

CREATE INDEX usage_event_by_time ON usage_event (at);

CREATE INDEX usage_event_by_key ON usage_event (key_id, at);

CREATE INDEX usage_event_by_session ON usage_event (session_id, at);

-- Tokens saved by each layer of compression, where it saved any.
CREATE TABLE usage_layer (
  event_id TEXT NOT NULL REFERENCES usage_event (id),
  layer TEXT NOT NULL,
  saved_tokens BIGINT NOT NULL,
  PRIMARY KEY (event_id, layer)
);
