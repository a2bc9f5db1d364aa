-- Responses that a provider makes in the background, and what is billed of them so far: their figures
-- come when they are fetched. Of ids only hashes are kept.
CREATE TABLE background_response (
  id_hash TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  model TEXT NOT NULL,
  upstream_model TEXT NOT NULL,
  mode TEXT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cost_micros BIGINT NOT NULL,
  is_settled INTEGER NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX background_response_by_time ON background_response (created_at);
