-- Figures of a request that are estimates instead of the provider's, and why; '' where none is.
ALTER TABLE usage_event ADD COLUMN estimated_figures TEXT NOT NULL DEFAULT '';
