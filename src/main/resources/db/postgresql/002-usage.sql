-- One row per request, in a partition for each day (UTC), which is made by the first event of the
-- day and dropped whole. An id comes with one time only, so that (id, at) is as unique as id.
CREATE TABLE usage_event (
  id TEXT NOT NULL,
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
  total_micros BIGINT NOT NULL,
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);

CREATE INDEX usage_event_by_time ON usage_event (at);

CREATE INDEX usage_event_by_key ON usage_event (key_id, at);

CREATE INDEX usage_event_by_session ON usage_event (session_id, at);

-- Tokens saved by each layer of compression, where it saved any.
CREATE TABLE usage_layer (
  event_id TEXT NOT NULL,
  layer TEXT NOT NULL,
  saved_tokens BIGINT NOT NULL,
  PRIMARY KEY (event_id, layer)
);
