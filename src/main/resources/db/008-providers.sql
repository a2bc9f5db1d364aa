-- Whether the master key is the one under which this store's values are sealed: a known text sealed
-- under it. rotating: a change of the key was begun and is not finished.
CREATE TABLE master_key (
  id INTEGER PRIMARY KEY,
  sealed BYTEA NOT NULL,
  rotating INTEGER NOT NULL,
  set_at BIGINT NOT NULL
);

-- Providers beside those of the configuration. org_id: '' = everybody's. body: JSON with the keys of
-- the configuration file, without key and headers. headers: JSON, sealed; they may hold credentials.
CREATE TABLE provider (
  name TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  body TEXT NOT NULL,
  headers BYTEA NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- Credentials of providers, also of those of the configuration; an organisation's own go before
-- everybody's (org_id '').
CREATE TABLE provider_key (
  provider TEXT NOT NULL,
  org_id TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (provider, org_id)
);
