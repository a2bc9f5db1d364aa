-- Tokens of sound, as far as providers tell them: a part of the fresh input and of the output.
ALTER TABLE usage_event ADD COLUMN audio_input_tokens BIGINT NOT NULL DEFAULT 0;

ALTER TABLE usage_event ADD COLUMN audio_output_tokens BIGINT NOT NULL DEFAULT 0;
