package dev.compresh.compression;

/** The objective that a plan minimises. */
public enum CompressionObjective {
  /** Input tokens sent. */
  TOKENS,
  /** Money paid, under the provider's prompt cache. */
  COST
}
