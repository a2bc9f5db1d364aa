-- The part of a key's rate limit that an instance may admit by itself. Of all rows of a key that
-- have not expired, the shares never add up to more than its limit. The row of the key '' says that
-- the instance lives.
CREATE TABLE limit_share (
  key_id TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  share BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (key_id, instance_id)
);

CREATE INDEX limit_share_by_expiry ON limit_share (expires_at);
