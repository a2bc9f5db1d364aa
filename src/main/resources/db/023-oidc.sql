-- Users whom an identity provider vouches for; one for each organisation that they were in.
-- email: '' = none that is verified. access_until: personal tokens work until then.
-- suspended: 1 = deactivated because the provider no longer gives access, not by a person.
CREATE TABLE oidc_identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  org_id TEXT NOT NULL REFERENCES org (id),
  user_id TEXT NOT NULL UNIQUE REFERENCES app_user (id),
  email TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  verified_at BIGINT NOT NULL,
  access_until BIGINT NOT NULL,
  suspended INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (issuer, subject, org_id)
);

CREATE INDEX oidc_identity_by_access ON oidc_identity (suspended, access_until);

-- States of sign-ins that came back from the provider: each is good once.
CREATE TABLE oidc_used_state (
  state_hash TEXT PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

CREATE INDEX oidc_used_state_by_end ON oidc_used_state (expires_at);
