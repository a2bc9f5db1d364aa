-- What the operator says of models, each as the JSON that was sent; it goes over the configuration.
CREATE TABLE catalogue_model (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- Facts that go over those that ship with the program: one row, lines as in models.tsv.
CREATE TABLE catalogue_facts (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  source TEXT NOT NULL,
  models BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
