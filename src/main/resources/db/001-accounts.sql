-- Organisations, users, API keys. Times are milliseconds since 1970, UTC.
CREATE TABLE org (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE app_user (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES org (id),
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  state TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- secret_hash: SHA-256 of the whole key in hex. allowed_models: one per line, '' = as the org.
-- requests_per_minute: 0 = the plan's.
CREATE TABLE api_key (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES org (id),
  user_id TEXT NOT NULL REFERENCES app_user (id),
  description TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  last4 TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  requests_per_minute INTEGER NOT NULL,
  mode TEXT,
  objective TEXT,
  allowed_models TEXT NOT NULL,
  last_used_at BIGINT
);

CREATE INDEX api_key_by_org ON api_key (org_id, created_at);
