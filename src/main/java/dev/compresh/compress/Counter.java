package dev.compresh.compress;

/** Counts the tokens of a text; cached by content where that pays. Deterministic. */
@FunctionalInterface
public interface Counter {
  int count(String text);
}
