package dev.compresh.compression;

/** The layers of compression, named as in the documentation. */
public enum Layer {
  /** A: a tool result, made smaller when it is first seen. */
  BIRTH,
  /** B: lines that already stand earlier in what was forwarded. */
  REPEAT,
  /** D: stale results, elided in one step. */
  ANCHOR,
  /** E: closed episodes of a chat as gists. */
  EPISODE,
  /** E: old turns that the live question needs, put before its text. */
  RECALL,
  /** Thinking blocks that a deliberate change before them has made void. */
  REASONING
}
