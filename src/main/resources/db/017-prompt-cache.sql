-- What providers' caches made of a request's input, apart from what compression made of it.
CREATE TABLE usage_cache (
  event_id TEXT PRIMARY KEY,
  breakpoints BIGINT NOT NULL,
  uncached_units BIGINT NOT NULL,
  uncached_micros BIGINT NOT NULL,
  write_units BIGINT NOT NULL,
  write_micros BIGINT NOT NULL
);

-- What breaks clients' caches, per day, key, kind and place: counts and money, no text.
CREATE TABLE cache_advice (
  day BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  model TEXT NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  requests BIGINT NOT NULL,
  tokens BIGINT NOT NULL,
  micros BIGINT NOT NULL,
  PRIMARY KEY (day, key_id, model, kind, place)
);

-- A mode for the provider's cache that a key sets for itself.
ALTER TABLE api_key ADD COLUMN cache TEXT;
