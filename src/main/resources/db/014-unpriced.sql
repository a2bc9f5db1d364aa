-- Whether the catalogue had no price for the model that served the request.
ALTER TABLE usage_event ADD COLUMN unpriced INTEGER NOT NULL DEFAULT 0;
