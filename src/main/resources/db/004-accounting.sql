-- What a request's input cost and would have cost uncompressed. Units are hundredths of a fresh input
-- token, micros millionths of a USD (0 where no price is known).
ALTER TABLE usage_event ADD COLUMN uncompressed_units BIGINT NOT NULL DEFAULT 0;

ALTER TABLE usage_event ADD COLUMN paid_units BIGINT NOT NULL DEFAULT 0;

ALTER TABLE usage_event ADD COLUMN priced INTEGER NOT NULL DEFAULT 0;

ALTER TABLE usage_event ADD COLUMN uncompressed_micros BIGINT NOT NULL DEFAULT 0;

ALTER TABLE usage_event ADD COLUMN paid_micros BIGINT NOT NULL DEFAULT 0;

ALTER TABLE usage_event ADD COLUMN bust INTEGER NOT NULL DEFAULT 0;

ALTER TABLE usage_event ADD COLUMN held_out INTEGER NOT NULL DEFAULT 0;
