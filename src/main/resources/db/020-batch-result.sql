-- Results of batches whose cost is recorded: results that are fetched twice cost once.
CREATE TABLE batch_result (
  id_hash TEXT NOT NULL PRIMARY KEY,
  results BIGINT NOT NULL
);
