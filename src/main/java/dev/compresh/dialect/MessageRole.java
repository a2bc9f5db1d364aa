package dev.compresh.dialect;

/** The role of a message's author. */
public enum MessageRole {
  /** System and developer text, wherever it appears. Never changed. */
  SYSTEM,
  USER,
  ASSISTANT,
  /** A message that is a tool's result (OpenAI). Anthropic carries results in user messages. */
  TOOL
}
