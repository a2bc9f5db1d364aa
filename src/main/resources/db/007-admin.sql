-- What an organisation allows: one model per line, '' = all.
ALTER TABLE org ADD COLUMN allowed_models TEXT NOT NULL DEFAULT '';

-- operator: may do what concerns the whole installation. one_time: the password has to be changed
-- before anything else.
ALTER TABLE app_user ADD COLUMN operator INTEGER NOT NULL DEFAULT 0;

ALTER TABLE app_user ADD COLUMN one_time INTEGER NOT NULL DEFAULT 0;

ALTER TABLE app_user ADD COLUMN last_sign_in_at BIGINT;

UPDATE app_user SET operator = 1
WHERE id = (SELECT id FROM app_user WHERE role = 'OWNER' ORDER BY created_at, id LIMIT 1);

CREATE INDEX app_user_by_org ON app_user (org_id, id);

CREATE INDEX api_key_by_user ON api_key (user_id, id);

-- hash: SHA-256 of the cookie's value in hex.
CREATE TABLE admin_session (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  remote TEXT NOT NULL,
  agent TEXT NOT NULL
);

CREATE INDEX admin_session_by_user ON admin_session (user_id, created_at);

-- hash: SHA-256 of the whole token in hex. role: at most what its user has.
CREATE TABLE admin_token (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  description TEXT NOT NULL,
  role TEXT NOT NULL,
  last4 TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT,
  revoked_at BIGINT
);

CREATE INDEX admin_token_by_user ON admin_token (user_id, created_at);

-- Who did what, when, from where. Rows are only ever added; ids begin with their time.
-- org_id: whose matter it is, '' = the installation's.
CREATE TABLE audit_entry (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  via TEXT NOT NULL,
  remote TEXT NOT NULL,
  action TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id TEXT NOT NULL,
  detail TEXT NOT NULL
);

CREATE INDEX audit_entry_by_org ON audit_entry (org_id, id);

CREATE INDEX audit_entry_by_object ON audit_entry (object_id, id);
