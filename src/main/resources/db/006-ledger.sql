-- Money, in micro-USD. cost: the catalogue's price of what was used; charge: what the balance paid.
ALTER TABLE usage_event ADD COLUMN cost_micros BIGINT NOT NULL DEFAULT 0;

ALTER TABLE usage_event ADD COLUMN charge_micros BIGINT NOT NULL DEFAULT 0;

-- Append-only, double entry: the rows of one posting sum to zero. posting: an event's id, or one
-- that names what it is for, so that nothing is posted twice.
CREATE TABLE ledger_entry (
  posting TEXT NOT NULL,
  account TEXT NOT NULL,
  micros BIGINT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (posting, account)
);

CREATE INDEX ledger_entry_by_account ON ledger_entry (account, at, posting);

-- The sum of each account's entries, kept in the same transaction.
CREATE TABLE balance (
  account TEXT PRIMARY KEY,
  micros BIGINT NOT NULL
);

-- Sums of the usage events of a key, a user or an organisation over a day (since 1970, UTC).
CREATE TABLE spend (
  scope TEXT NOT NULL,
  id TEXT NOT NULL,
  day BIGINT NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  original_tokens BIGINT NOT NULL,
  forwarded_tokens BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cost_micros BIGINT NOT NULL,
  charge_micros BIGINT NOT NULL,
  PRIMARY KEY (scope, id, day)
);

CREATE TABLE spend_cap (
  scope TEXT NOT NULL,
  id TEXT NOT NULL,
  micros BIGINT NOT NULL,
  period TEXT NOT NULL,
  PRIMARY KEY (scope, id)
);

-- Budgets of which nine tenths are used, once for each period.
CREATE TABLE spend_warning (
  fund TEXT PRIMARY KEY,
  at BIGINT NOT NULL
);

CREATE TABLE org_billing (
  org_id TEXT PRIMARY KEY,
  plan TEXT NOT NULL,
  share_bps INTEGER NOT NULL,
  prepaid INTEGER NOT NULL
);

-- What a process has been given of a balance or a budget to hold for its requests.
CREATE TABLE lease (
  fund TEXT NOT NULL,
  instance TEXT NOT NULL,
  micros BIGINT NOT NULL,
  PRIMARY KEY (fund, instance)
);

CREATE TABLE instance (
  id TEXT PRIMARY KEY,
  seen_at BIGINT NOT NULL
);

INSERT INTO spend (scope, id, day, requests, errors, original_tokens, forwarded_tokens,
  input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, cost_micros, charge_micros)
SELECT 'KEY', key_id, at / 86400000, COUNT(*), SUM(CASE WHEN status >= 400
    OR ending IN ('CUT_OFF', 'UNREACHABLE', 'TIMEOUT') THEN 1 ELSE 0 END),
  SUM(original_tokens), SUM(forwarded_tokens), SUM(input_tokens), SUM(cache_read_tokens),
  SUM(cache_write_5m_tokens + cache_write_1h_tokens), SUM(output_tokens), 0, 0
FROM usage_event GROUP BY key_id, at / 86400000;

INSERT INTO spend (scope, id, day, requests, errors, original_tokens, forwarded_tokens,
  input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, cost_micros, charge_micros)
SELECT 'USER', user_id, at / 86400000, COUNT(*), SUM(CASE WHEN status >= 400
    OR ending IN ('CUT_OFF', 'UNREACHABLE', 'TIMEOUT') THEN 1 ELSE 0 END),
  SUM(original_tokens), SUM(forwarded_tokens), SUM(input_tokens), SUM(cache_read_tokens),
  SUM(cache_write_5m_tokens + cache_write_1h_tokens), SUM(output_tokens), 0, 0
FROM usage_event GROUP BY user_id, at / 86400000;

INSERT INTO spend (scope, id, day, requests, errors, original_tokens, forwarded_tokens,
  input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, cost_micros, charge_micros)
SELECT 'ORG', org_id, at / 86400000, COUNT(*), SUM(CASE WHEN status >= 400
    OR ending IN ('CUT_OFF', 'UNREACHABLE', 'TIMEOUT') THEN 1 ELSE 0 END),
  SUM(original_tokens), SUM(forwarded_tokens), SUM(input_tokens), SUM(cache_read_tokens),
  SUM(cache_write_5m_tokens + cache_write_1h_tokens), SUM(output_tokens), 0, 0
FROM usage_event GROUP BY org_id, at / 86400000;
