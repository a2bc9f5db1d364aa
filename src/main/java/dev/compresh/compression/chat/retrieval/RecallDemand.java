package dev.compresh.compression.chat.retrieval;

/** How much of what was said before a message needs, by its words. */
public enum RecallDemand {
  /** It asks for what was said, or for work on it. */
  ASKS,
  /** It tells something, and mentions what was said. */
  MENTIONS,
  /** It is about something else. */
  NONE
}
