package dev.compresh.compression;

/** Counts the tokens of a text; cached by content where that pays. Deterministic. */
@FunctionalInterface
public interface TokenCounter {
  int count(String text);
}
