package dev.compresh.compression.chat.retrieval;

/** The amount of earlier content that a message needs, judged by its words. */
public enum RecallDemand {
  /** It asks for what was said, or for work on it. */
  ASKS,
  /** It tells something, and mentions what was said. */
  MENTIONS,
  /** It is about something else. */
  NONE
}
