-- Where alerts go. org_id: '' = the installation's and every organisation's. kinds: those wanted,
-- divided by commas, '' = all. shown: the address as people may see it. sealed: address and secret.
CREATE TABLE alert_channel (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  kinds TEXT NOT NULL,
  shown TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);

-- What was raised: each once per period, whichever instance finds it.
CREATE TABLE alert_event (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  period TEXT NOT NULL,
  message TEXT NOT NULL,
  raised_at BIGINT NOT NULL,
  UNIQUE (org_id, kind, subject, period)
);

CREATE INDEX alert_event_by_time ON alert_event (raised_at);

-- What has to be sent. next_at: not before then; while an instance sends, the end of its claim.
CREATE TABLE alert_delivery (
  event_id TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at BIGINT NOT NULL,
  failure TEXT NOT NULL,
  PRIMARY KEY (event_id, channel_id)
);

CREATE INDEX alert_delivery_due ON alert_delivery (state, next_at);
