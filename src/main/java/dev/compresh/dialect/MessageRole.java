package dev.compresh.dialect;

/** Who speaks in a message. */
public enum MessageRole {
  /** System and developer text, wherever it stands. Never changed. */
  SYSTEM,
  USER,
  ASSISTANT,
  /** A message that is a tool's result (OpenAI). Anthropic carries results in user messages. */
  TOOL
}
