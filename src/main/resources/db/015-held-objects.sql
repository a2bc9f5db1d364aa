-- What providers hold for organisations: responses, conversations, containers, files. Of their ids
-- only hashes are kept. account names the provider's account, tokens what a response or a
-- conversation comes to as input of the next request.
CREATE TABLE held_object (
  id_hash TEXT NOT NULL,
  org_id TEXT NOT NULL,
  account TEXT NOT NULL,
  tokens BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (id_hash, org_id, account)
);

CREATE INDEX held_object_by_time ON held_object (used_at);

-- How many tokens a model's provider counts for a thousand counted here, at most of late.
CREATE TABLE hold_factor (
  org_id TEXT NOT NULL,
  model TEXT NOT NULL,
  permille BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (org_id, model)
);
