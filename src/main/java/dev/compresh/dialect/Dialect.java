package dev.compresh.dialect;

/** The API whose bodies are read. */
public enum Dialect {
  /** OpenAI Chat Completions, {@code /v1/chat/completions}. */
  CHAT,
  /** Anthropic Messages, {@code /v1/messages}. */
  MESSAGES,
  /** OpenAI Responses, {@code /v1/responses}. */
  RESPONSES
}
