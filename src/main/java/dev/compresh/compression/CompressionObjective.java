package dev.compresh.compression;

/** What a plan should make small. */
public enum CompressionObjective {
  /** Input tokens sent. */
  TOKENS,
  /** Money paid, under the provider's prompt cache. */
  COST
}
